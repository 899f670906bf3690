"""Bulletins and their topics."""
