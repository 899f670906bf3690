"""Gương Sáng: the portal of a provincial emulation and commendation office."""
