"""One-to-one text that the grammar can read, with the way back to the original offsets."""

import re
import unicodedata
from dataclasses import dataclass

from portal.vietnamese.text import MAX_MARKS

_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SLASHES = "\u2044\u2215\uff0f"
_BREAKS = "\r\v\f\x85\u2028\u2029"
_DROPPED = (
    "\u00ad\u034f\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)

_ONE_TO_ONE = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_DASHES, "-"),
        **dict.fromkeys(_SLASHES, "/"),
        **dict.fromkeys(_BREAKS, "\n"),
    }
)
_DROPPED_SET = frozenset(_DROPPED)
# Composing sorts a run of marks slowly when it is very long; no letter needs more than a few.
_LONG_MARKS = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")


@dataclass(frozen=True, slots=True)
class Flat:
    """Flat text: NFC, plain spaces, plain hyphens and slashes, nothing invisible.

    `origins[i]` is the offset in the original of flat character `i`; None when they are the same.
    """

    text: str
    origins: tuple[int, ...] | None = None

    def original(self, offset: int) -> int:
        """Offset in the original text of a flat offset (an end offset maps to an end)."""
        return offset if self.origins is None else self.origins[offset]


def flatten(text: str) -> Flat:
    """Make `text` readable for the grammar.

    Dashes, slashes and spaces of every kind become one kind each, decomposed letters are
    composed, invisible characters go. Text that is already composed keeps its offsets.
    """
    plain = text.translate(_ONE_TO_ONE)
    if _DROPPED_SET.isdisjoint(plain) and not _LONG_MARKS.search(plain) and unicodedata.is_normalized("NFC", plain):
        return Flat(plain)
    pieces: list[str] = []
    origins: list[int] = []
    start, size = 0, len(plain)
    while start < size:
        end = start + 1
        while end < size and end - start <= MAX_MARKS and unicodedata.combining(plain[end]):
            end += 1
        composed = unicodedata.normalize("NFC", plain[start:end])
        for char in composed:
            if char not in _DROPPED_SET:
                pieces.append(char)
                origins.append(start)
        start = end
    origins.append(size)
    return Flat("".join(pieces), tuple(origins))
