"""Suggestions as you type: the titles of what is public, found by how any of their words begins, blind to accents."""
