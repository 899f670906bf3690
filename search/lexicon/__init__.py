"""What search knows of words: abbreviations and what they stand for, and the portal's own vocabulary."""
