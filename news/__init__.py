"""What the office publishes."""
