"""The front page, the sections and the navigation."""
