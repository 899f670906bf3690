"""Secret tokens of private links: the reader has the token, the database its hash alone."""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac

BYTES = 18


def new_token() -> str:
    """Return a new token: 24 characters for an address, of 18 random bytes."""
    return secrets.token_urlsafe(BYTES)


def token_hash(token: str) -> str:
    """Return what is stored for a token and looked up by: SHA-256 in 64 hexadecimal digits.

    Nobody can guess a token, so its hash needs neither salt nor slowness.
    """
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def token_for(submit_key: str) -> str:
    """Return the token of one submission: whoever sends the same form twice comes to the same receipt.

    32 characters of 24 bytes nobody can work out without the portal's secret key, for the key of a submission alone
    is in the database.
    """
    digest = salted_hmac("portal.intake.receipts", submit_key, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest[:24]).decode()
