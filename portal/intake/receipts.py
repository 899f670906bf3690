"""Secret tokens of private links: the reader has the token, the database its hash alone."""

import hashlib
import secrets

BYTES = 18


def new_token() -> str:
    """Return a new token: 24 characters for an address, of 18 random bytes."""
    return secrets.token_urlsafe(BYTES)


def token_hash(token: str) -> str:
    """Return what is stored for a token and looked up by: SHA-256 in 64 hexadecimal digits.

    Nobody can guess a token, so its hash needs neither salt nor slowness.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
