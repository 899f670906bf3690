"""Mentions: what a page's text names of exemplars, organisations, movements, clusters and places.

Apps that have names register a source (``names``); ``finder`` recognises them in text and knows no database;
``storing`` keeps what a page names as rows; ``keeping`` follows names that come, change and go; ``shown`` and
``linking`` show them.
"""
