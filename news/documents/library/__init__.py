"""What the library shows: its filtered list, and one document with all that touches it."""
