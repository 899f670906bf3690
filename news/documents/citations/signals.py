"""Told when citations of pages changed without those pages being published."""

from django.dispatch import Signal

# Arguments: page_ids, a frozenset of ids of pages whose links to documents are now others.
citations_changed = Signal()
