"""What a letter says and whom it goes to, sealed while it waits: the database alone tells nobody's address."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


class SealBroken(Exception):
    """The key changed, or the content did: it cannot be read any more."""


def _key(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"portal.mail" + secret.encode()).digest()))


def _keys() -> MultiFernet:
    return MultiFernet([_key(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def seal(content: dict[str, Any]) -> bytes:
    """Return the content unreadable without SECRET_KEY, which is never in the database."""
    return _keys().encrypt(json.dumps(content, ensure_ascii=False).encode())


def unseal(sealed: bytes) -> dict[str, Any]:
    """Return what was sealed, under today's key or an older one of SECRET_KEY_FALLBACKS.

    Raises :class:`SealBroken` when none of them opens it.
    """
    try:
        return json.loads(_keys().decrypt(bytes(sealed)))
    except InvalidToken as error:
        raise SealBroken from error
