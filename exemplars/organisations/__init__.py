"""Organisations: who they were, and what became of them."""
