"""ASCII addresses from Vietnamese titles.

One table, ``slug_table.json``, rules here and in ``static/js/admin/vietnamese-slug.js``, which
writes the slug while an editor types; a test runs both over the same strings. The rules use nothing of
Unicode that grows each year: characters are taken apart only in the blocks the table names, which are
full, so that an old Python and a new browser agree.
"""

import json
import re
import unicodedata
from pathlib import Path
from typing import TypedDict

from portal.vietnamese.text import CharTable


class SlugTable(TypedDict):
    """What ``slug_table.json`` holds."""

    letters: dict[str, str]  # letters that decomposition leaves alone
    joined: str  # characters that vanish: apostrophes and invisible ones
    joined_ranges: list[list[str]]  # the same, first and last character: combining marks …
    decomposed_ranges: list[list[str]]  # accented letters and their kin, taken apart by NFKD
    empty: str  # the slug of a title without a single letter or digit
    max_length: int


SLUG_TABLE: SlugTable = json.loads(Path(__file__).with_name("slug_table.json").read_text(encoding="utf-8"))
MAX_LENGTH = SLUG_TABLE["max_length"]

_SEPARATORS = re.compile("-{2,}")


def _within(char: str, ranges: list[list[str]]) -> bool:
    return any(first <= char <= last for first, last in ranges)


def _is_joined(char: str) -> bool:
    return char in SLUG_TABLE["joined"] or _within(char, SLUG_TABLE["joined_ranges"])


def _slug_char(char: str) -> str:
    """Return the slug letters of one character, nothing, or a hyphen."""
    if char in SLUG_TABLE["letters"]:
        return SLUG_TABLE["letters"][char]
    if _is_joined(char):
        return ""
    if _within(char, SLUG_TABLE["decomposed_ranges"]):
        parts = [part for part in unicodedata.normalize("NFKD", char) if not _is_joined(part)]
    else:
        parts = [char]
    return "".join(part.lower() if part.isascii() and part.isalnum() else "-" for part in parts)


_SLUG = CharTable(_slug_char)


def _whole_characters(s: str) -> str:
    """Return ``s`` with split surrogate pairs joined, as JavaScript sees them."""
    if any("\ud800" <= char <= "\udfff" for char in s):
        return s.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return s


def slugify_vi(s: str, max_length: int = MAX_LENGTH) -> str:
    """Return the ASCII slug of ``s``: lower-case letters and digits with single hyphens between.

    "Đà Nẵng" → "da-nang". Apostrophes and invisible characters join ("H'Hen" → "hhen"), everything
    else that is no letter or digit separates. At most ``max_length`` characters (at least 1), cut
    between words unless the first word alone is longer. Never empty: a title without letters or
    digits gives "trang". Slugs of two titles may be equal; making them unique is the caller's part.
    """
    limit = max(1, max_length)
    slug = _SEPARATORS.sub("-", _whole_characters(s).translate(_SLUG)).strip("-")
    slug = slug or SLUG_TABLE["empty"]
    if len(slug) <= limit:
        return slug
    cut = slug.rfind("-", 0, limit + 1)
    return slug[: cut if cut > 0 else limit]
