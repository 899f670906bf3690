"""Public pages of movements, clusters and blocks."""
