"""Numbers of official documents as tokens of their own.

"1526/QĐ-TTg" is one name, not three words: it is indexed as ``1526``, ``1526.qd`` and ``1526.qd.ttg`` in a stream
that holds nothing but document numbers, so that "1526", "1526/qd" and "1526/QĐ-TTg" all meet it, and a year or a
sum of money does not. Shapes: State ``21/KH-UBND``, ``31/2020/QĐ-UBND`` (Decree 30/2020/NĐ-CP, annex I), laws
``06/2022/QH15``, Party ``34-CT/TW`` (Hướng dẫn 36-HD/VPTW) and the wrong but common ``71/KL/TW``, ``QĐ.UB``.
"""

import re
from collections.abc import Iterator

from portal.vietnamese.text import fold

_NUMBER = re.compile(
    r"(?<![\w./-])(?P<number>[0-9]{1,6})(?P<letter>[a-z])?"
    r"(?:\s?/\s?(?P<year>(?:19|20)[0-9]{2}))?"
    r"(?P<symbol>(?:\s?/\s?|[-–])[a-z][a-z0-9]*(?:(?:\s?/\s?|[-–.])[a-z0-9]+){0,5})"
)
_SEPARATORS = re.compile(r"[\s/.–-]+")
# Symbols are short; what is longer is part of an address or a sum of letters.
_LONGEST_PART = 12


def number_tokens(text: str) -> list[str]:
    """Return the tokens of every document number in ``text``: each beginning of it, with and without the year.

    "31/2020/QĐ-UBND" gives 31, 31.qd, 31.qd.ubnd, 31.2020, 31.2020.qd, 31.2020.qd.ubnd. Leading zeros are dropped
    ("06/2022/QH15" is also written "6/2022/QH15").
    """
    return [token for match in _NUMBER.finditer(fold(text)) for token in _tokens_of(match)]


def _tokens_of(match: re.Match[str]) -> Iterator[str]:
    number = (match["number"].lstrip("0") or "0") + (match["letter"] or "")
    symbol = [part for part in _SEPARATORS.split(match["symbol"]) if part]
    if any(len(part) > _LONGEST_PART for part in symbol):
        return
    yield from _beginnings([number, *symbol])
    if match["year"]:
        yield from list(_beginnings([number, match["year"], *symbol]))[1:]


def _beginnings(parts: list[str]) -> Iterator[str]:
    for length in range(1, len(parts) + 1):
        yield ".".join(parts[:length])
