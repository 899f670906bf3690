"""Wagtail's own search (lists and choosers of the staff side): an index of its own, drafts included.

Nothing public may import from here: what this index holds is not for readers.
"""
