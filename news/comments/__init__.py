"""Readers' comments (ý kiến bạn đọc): held until a named person decides, every decision reasoned and logged."""
