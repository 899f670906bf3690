"""Import and export on the staff side."""
