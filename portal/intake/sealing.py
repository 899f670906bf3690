"""Sealing what only the portal itself must read again: readers' addresses and telephone numbers.

The key is never in the database (``FIELD_KEY``, or a file beside it): who takes a copy of the database has no
addresses. Several keys may be given, separated by commas: the first one seals, all of them open.
"""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class Unreadable(Exception):
    """What was sealed cannot be opened: with another key, or damaged."""


def _fernet() -> MultiFernet:
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_KEY.split(",") if key.strip()])


def seal(text: str) -> str:
    """Return a text sealed, for a text column; an empty text stays empty."""
    return _fernet().encrypt(text.encode()).decode() if text else ""


def unseal(sealed: str) -> str:
    """Return what was sealed. Raises :class:`Unreadable`."""
    if not sealed:
        return ""
    try:
        return _fernet().decrypt(sealed.encode()).decode()
    except InvalidToken as error:
        raise Unreadable from error
