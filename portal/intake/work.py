"""A little work for the sender's machine, asked of everybody while the house is being flooded.

The machine looks for a number that, after the key of the submission, gives a hash beginning with so many zero bits.
One comment costs a telephone a second or two, a thousand cost a robot what it will not spend. A key is stored once, so
a number found for it is worth nothing for another form.
"""

from __future__ import annotations

import hashlib
import re

BITS = 16
"""Zero bits asked for: some 65,000 hashes on average."""
LONGEST = 20
"""Digits of a number; half of them are more than any machine counts."""

_NUMBER = re.compile(rf"[0-9]{{1,{LONGEST}}}", re.ASCII)


def is_done(key: str, number: object, bits: int = BITS) -> bool:
    """Tell whether a number, as a form sent it, is the work for a key. Whatever else was sent is no work, no error."""
    if not key or not isinstance(number, str) or not _NUMBER.fullmatch(number):
        return False
    digest = hashlib.sha256(f"{key}:{number}".encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest, "big") >> (len(digest) * 8 - bits) == 0
