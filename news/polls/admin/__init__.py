"""The staff side of polls."""
