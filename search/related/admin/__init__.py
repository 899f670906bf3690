"""The staff side of related pages."""
