"""Readership: how often pages are read (lượt xem), and what is read most."""
