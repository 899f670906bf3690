"""What readers have asked, without who asked: questions nobody could answer, those asked most, and pinned results."""
