"""What one cannot see in a single process: a real server under load, and processes killed half-way."""
