"""Places in the Wagtail admin."""
