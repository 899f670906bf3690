"""Every hostile string through every field of every form, over HTTP, and read back wherever it is shown."""
