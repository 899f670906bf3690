"""Movements, and clusters and blocks with their yearly terms."""
