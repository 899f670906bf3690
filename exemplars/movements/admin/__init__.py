"""The staff side of movements, clusters and blocks."""
