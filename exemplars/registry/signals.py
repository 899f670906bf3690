"""What others may listen to."""

from django.dispatch import Signal

visibility_changed = Signal()
"""Sent inside the transaction, with ``exemplar`` and ``public``, whenever an exemplar was shown, hidden or changed."""
