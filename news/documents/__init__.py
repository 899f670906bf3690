"""Official documents, the citations of them, and plans."""
