"""Questions and pins in the Wagtail admin."""
