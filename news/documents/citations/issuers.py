"""Issuer names in running text: "của Bộ Chính trị khóa XII", "UBND tỉnh Hưng Yên ban hành …"."""

import re
from dataclasses import dataclass

from news.documents.citations.vocabulary import Vocabulary, read_rows, word_key, words_of

WORD = re.compile(r"[\w&]+")
# What may stand between an issuer and its place: "Sở Nội vụ tỉnh Bạc Liêu", "UBND tỉnh (Hưng Yên)".
_KIND = re.compile(r",?[ (]{1,2}(tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|đặc khu) ", re.I)
_PLACE = re.compile(r"[^\W\d_][\w']{0,9}(?:[ -]{1,3}[^\W\d_][\w']{0,9}){0,3}")
_CITY = re.compile(r"(?<!\w)(?:thành phố|tp|thành ủy)(?!\w)", re.I)
_GAP = re.compile(r"[ \-,]{1,3}")
_LOWER_KINDS = {
    "huyện": "district",
    "thị xã": "district",
    "quận": "district",
    "xã": "commune",
    "phường": "commune",
    "đặc khu": "commune",
}

PROVINCES = {words_of(row["name"]): row["name"] for row in read_rows("provinces.csv")}
CENTRAL_CITIES = frozenset(row["name"] for row in read_rows("provinces.csv") if row["city_from"])


@dataclass(frozen=True, slots=True)
class NamedIssuer:
    """An issuer found in text; `end` is where its name, with its place, ends."""

    start: int
    end: int
    code: str
    level: str
    place: str


def province_named(name: str) -> str:
    """The usual spelling of a province's name, whatever the spelling given; "" when unknown."""
    return PROVINCES.get(words_of(name), "")


def issuer_at(text: str, position: int, vocabulary: Vocabulary) -> NamedIssuer | None:
    """The longest issuer name that begins exactly at `position`, with the place after it."""
    words: list[str] = []
    best: tuple[int, str] | None = None
    end = position
    while len(words) < vocabulary.longest_issuer:
        gap = _GAP.match(text, end) if words else None
        if words and gap is None:
            break
        match = WORD.match(text, gap.end() if gap else end)
        if match is None:
            break
        words.append(word_key(match.group()))
        end = match.end()
        code = vocabulary.issuer_names.get(tuple(words))
        if code is not None:
            best = (end, code)
    if best is None:
        return None
    end, code = best
    level, place = vocabulary.issuers[code].level, ""
    if level != "national":
        end, place, level = _with_place(text, position, end, level)
    return NamedIssuer(position, end, code, level, place)


def _with_place(text: str, start: int, end: int, level: str) -> tuple[int, str, str]:
    """The end after the place name, the place, and the level that both together mean.

    "UBND thành phố Đà Nẵng" is provincial, "UBND thành phố Thái Nguyên" was a district's.
    """
    kind = _KIND.match(text, end)
    lower = _LOWER_KINDS.get(kind.group(1).casefold(), "") if kind else ""
    level = lower or level
    begin = kind.end() if kind else end + 1
    named_end, place = end, ""
    if kind or text[end : end + 1] == " ":
        named_end, place = _place_at(text, begin, level)
    if level == "provincial" and _CITY.search(text, start, begin) and place not in CENTRAL_CITIES:
        return (named_end if place else end), place, "city"
    if place:
        return named_end, place, level
    return (kind.end() - 1 if kind else end), "", level


def _place_at(text: str, position: int, level: str) -> tuple[int, str]:
    """The place name at `position`; of a province only a known one, else capitalised words."""
    match = _PLACE.match(text, position)
    if match is None or not match.group()[0].isupper():
        return position, ""
    words = list(WORD.finditer(text, position, match.end()))
    for size in range(len(words), 0, -1):
        end = words[size - 1].end()
        known = province_named(text[position:end])
        if known:
            return end, known
    if level == "provincial":
        return position, ""
    capitals = 0
    for word in words:
        if not word.group()[0].isupper():
            break
        capitals += 1
    end = words[capitals - 1].end()
    return end, text[position:end]


def last_issuer(text: str, start: int, end: int, vocabulary: Vocabulary) -> NamedIssuer | None:
    """The last issuer named in `text[start:end]` (a short stretch before a citation)."""
    found = None
    skip_to = start
    for match in WORD.finditer(text, start, end):
        if match.start() < skip_to:
            continue
        named = issuer_at(text, match.start(), vocabulary)
        if named is not None and named.end <= end:
            found, skip_to = named, named.end
    return found
