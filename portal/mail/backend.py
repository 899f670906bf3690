"""Django's and Wagtail's letters through the outbox: EMAIL_BACKEND."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from portal.mail.outbox import post


class OutboxBackend(BaseEmailBackend):
    """Puts messages into the outbox instead of sending them.

    So a mail server that is slow or away keeps no editor waiting, and the letter about an article is neither lost with
    it nor sent for a step that was rolled back.
    """

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Store a letter for each recipient; return how many messages."""
        for message in email_messages:
            post(message)
        return len(email_messages)
