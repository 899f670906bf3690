"""The registry out of and into files: lists for readers and staff, a full copy, and the import of staff's lists."""
