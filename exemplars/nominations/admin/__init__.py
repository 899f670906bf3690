"""Nominations in the Wagtail admin."""
