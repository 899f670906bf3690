"""The full copy of the registry: every table in one workbook, one JSON file, or a ZIP of CSV files with the papers.

Rows are told apart by what they are called (reference, slug, code), never by the numbers of one database; so a copy can
be brought into another portal, and a copy of that is the same file.
"""
