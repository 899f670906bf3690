"""Demo content: a filled portal to look at and to test with."""
