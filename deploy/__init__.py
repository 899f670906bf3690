"""Running the portal for real: what is installed on a server, and getting everything back."""
