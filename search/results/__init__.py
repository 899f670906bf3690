"""The search page, /tim-kiem/: what is asked, what was found, and feeds of it."""
