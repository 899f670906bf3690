"""Letters to readers and staff, written once and sent once."""
