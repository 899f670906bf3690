"""What stands around a citation: the type word and articles before it, the date, year, issuer and
term after it. Every look is a short window, so the whole stays linear."""

import re
from dataclasses import dataclass, replace
from datetime import date

from news.documents.citations.issuers import WORD, issuer_at, last_issuer
from news.documents.citations.vocabulary import Vocabulary, word_key
from portal.vietnamese.dates import find_dates

LEFT = 64  # characters looked at before a number for its type word
ARTICLES = 140  # … before the type word for articles and clauses
RIGHT = 170  # … after a citation

_NUMBER_WORD = re.compile(r"(?:(?<!\w)(?:số|SỐ|Số|so|So))?[ .:]{0,4}$")
_GENERIC = {("văn", "bản"): "", ("vb",): ""}
_ITEM = re.compile(
    r"(?<!\w)(?:(?:các )?(?:điểm [a-zđ](?!\w)(?:(?:, ?| và )[a-zđ](?!\w)){0,6}"
    r"|(?:khoản|điều|mục|phần|chương|phụ lục|tiết) (?:\d{1,3}[a-zđ]?|[IVX]{1,6})(?!\w)"
    r"(?:(?:, ?| và )\d{1,3}[a-zđ]?(?![\w/])){0,6}))",
    re.IGNORECASE,
)
_ITEM_GAP = re.compile(r"(?:[ ,;]{1,3}(?:và |của |tại |theo )?)")
_BEFORE_DATE = re.compile(r"[ ,(;]{0,3}(?:(?:được )?(?:ban hành|ký)[ ,]{1,2})?(?:vào )?$", re.I)
_YEAR = re.compile(r"[ ,(]{1,3}năm ((?:19|20)\d\d)(?![\d/-])", re.I)
_OF = re.compile(r"[ ,)]{1,3}(?:của|do) ", re.I)
_TERM = re.compile(r"[ ,]{1,2}\(?(?:khóa|khoá|nhiệm kỳ) (?:thứ )?([IVX]{1,6}|\d{1,2})(?!\w)\)?", re.I)
_MADE = re.compile(r"(?<!\w)(?:ban hành|ký|ra|có|thông qua|phê duyệt)(?!\w)", re.I)
_SENTENCE = re.compile(r"[.;!?\n:](?=\s|$)")


@dataclass(frozen=True, slots=True)
class After:
    """What was read after a citation; `end` is where it ends."""

    end: int
    issued_on: date | None = None
    year: int | None = None
    issuer: str = ""
    level: str = ""
    place: str = ""
    term: str = ""


def type_before(text: str, position: int, vocabulary: Vocabulary) -> tuple[int, str | None]:
    """Where the type word before `position` begins and its code.

    The code is "" for the general "văn bản" and None when no type word stands there (the start is
    then `position`, or that of a lone "số"). "số" and ":" between are taken in.
    """
    low = max(0, position - LEFT)
    window = text[low:position]
    tie = _NUMBER_WORD.search(window)
    edge = tie.start() if tie else len(window)
    if edge and not window[edge - 1].isspace() and edge == len(window):
        return position, None
    head = window[:edge].rstrip(" ")
    words = [(match.start(), match.end(), word_key(match.group())) for match in WORD.finditer(head)]
    for size in range(min(4, len(words)), 0, -1):
        tail = words[-size:]
        if tail[-1][1] != len(head) or "\n" in head[tail[0][0] :]:
            continue
        key = tuple(word for _, _, word in tail)
        if low and tail[0][0] == 0:
            continue
        code = vocabulary.type_names.get(key, _GENERIC.get(key))
        if code is None and size == 1 and head[tail[0][0]].isupper():
            codes = vocabulary.type_codes(key[0])
            code = codes[0] if codes else None
        if code is not None:
            return low + tail[0][0], code
    return position, None


def articles_before(text: str, position: int) -> tuple[int, str]:
    """Where the articles before `position` begin, and their text ("Khoản 1 Điều 46")."""
    low = max(0, position - ARTICLES)
    items = [(match.start(), match.end()) for match in _ITEM.finditer(text, low, position)]
    start, edge, last = position, position, position
    for begin, end in reversed(items):
        if not _ITEM_GAP.fullmatch(text, end, edge):
            break
        if start == position:
            last = end
        start = edge = begin
    return start, text[start:last] if start < position else ""


def context_after(text: str, position: int, vocabulary: Vocabulary) -> After:
    """Read date, year, issuer and term that follow a citation, in any usual order."""
    limit = min(len(text), position + RIGHT)
    newline = text.find("\n", position, limit)
    limit = newline if newline >= 0 else limit
    after = After(position)
    for _ in range(4):
        step = (
            _read_date(text, after, limit)
            or _read_issuer(text, after, limit, vocabulary)
            or _read_term(text, after, limit)
        )
        if step is None:
            break
        after = step
    return after


def _read_date(text: str, after: After, limit: int) -> After | None:
    if after.issued_on or after.year:
        return None
    end = min(limit, after.end + 60)
    found = next(iter(find_dates(text[after.end : end])), None)
    if found is not None and _BEFORE_DATE.match(text[after.end : after.end + found.start]):
        return replace(after, end=after.end + found.end, issued_on=found.date)
    year = _YEAR.match(text, after.end, limit)
    if year:
        return replace(after, end=year.end(), year=int(year.group(1)))
    return None


def _read_issuer(text: str, after: After, limit: int, vocabulary: Vocabulary) -> After | None:
    link = None if after.issuer else _OF.match(text, after.end, limit)
    named = issuer_at(text, link.end(), vocabulary) if link else None
    if named is None or named.end > limit:
        return None
    return replace(after, end=named.end, issuer=named.code, level=named.level, place=named.place)


def _read_term(text: str, after: After, limit: int) -> After | None:
    term = None if after.term else _TERM.match(text, after.end, limit)
    return replace(after, end=term.end(), term=term.group(1).upper()) if term else None


def maker_before(text: str, position: int, vocabulary: Vocabulary) -> After:
    """Issuer and year of a sentence that says who issued: "Ngày 16/1/2023, UBND tỉnh ban hành …".

    Only the same sentence counts, and only when a verb of issuing stands between.
    """
    low = max(0, position - 110)
    for stop in _SENTENCE.finditer(text, low, position):
        low = stop.end()
    verb = None
    for match in _MADE.finditer(text, low, position):
        verb = match
    if verb is None or "," in text[verb.end() : position]:
        return After(position)
    named = last_issuer(text, low, verb.start(), vocabulary)
    if named is None or named.end < verb.start() - 40:
        return After(position)
    year = None
    for found in find_dates(text[low : named.start]):
        year = found.date.year
    return After(position, None, year, named.code, named.level, named.place)
