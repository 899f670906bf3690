"""Honours in the Wagtail admin."""
