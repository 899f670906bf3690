"""Identifiers that tell nothing but when: UUID version 7 (RFC 9562, section 5.7)."""

import secrets
import time
import uuid


def uuid7() -> uuid.UUID:
    """Return a new UUID of version 7: 48 bits of milliseconds, then chance."""
    milliseconds = time.time_ns() // 1_000_000
    number = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return uuid.UUID(int=number)
