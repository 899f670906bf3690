"""Organisations in the Wagtail admin."""
