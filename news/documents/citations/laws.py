"""Laws cited by name: "Luật Thi đua, khen thưởng năm 2022", "Luật TĐKT năm 2013"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news.documents.citations.vocabulary import Vocabulary, words_of
from portal.vietnamese.dates import find_dates

_WINDOW = 170  # a law's name with its year is shorter
_HEAD = re.compile(r"(?<!\w)(bộ luật|luật|pháp lệnh|hiến pháp)(?= )", re.I)
AMENDING_PREFIX = "sửa-đổi:"
_CODES = {"bộ luật": "bo-luat", "luật": "luat", "pháp lệnh": "phap-lenh", "hiến pháp": "hien-phap"}
_YEAR = re.compile(r"[ ,(]{1,3}(?:năm )?((?:19|20)\d\d)(?![\d/-])")
_BREAK = re.compile(r"[.;:!?\n\"“”()\[\]/]|,(?! )|(?<=\w) - ")
_AMENDING = re.compile(r"sửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)? (?:bộ luật|luật|pháp lệnh) ", re.I)
# A name that goes through one of these is no longer a name.
_STOPS = re.compile(
    r"(?<!\w)(?:và các|và (?:chỉ thị|kế hoạch|nghị|quyết|thông tư)|có hiệu lực|có|đã|được|sẽ|đang|từ|trong|tại|theo"
    r"|của|cho|khi|do|là|này|đó|trên|đến|nhằm|để|ban hành|quy định|hiện hành|số|ngày|tháng|năm)(?!\w)",
    re.I,
)
_SHORT_STOPS = frozenset({"sư", "lệ", "pháp", "hình", "khoa", "học", "gia"})  # luật sư, luật lệ …


@dataclass(frozen=True, slots=True)
class NamedLaw:
    """A law named in flat text, with its year."""

    start: int
    end: int
    type_code: str
    law_key: str
    year: int
    amending: bool


def law_key(name: str, vocabulary: Vocabulary) -> str:
    """A law's name as it is compared: no "Luật" before it, abbreviations written out."""
    bare = _AMENDING.sub("", name)
    bare = _HEAD.sub("", f" {bare} ", count=1) if _HEAD.match(bare.strip() + " ") else bare
    for short, full in vocabulary.law_shorts.items():
        bare = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", full, bare)
    return "-".join(words_of(bare))


def stored_law_key(key: str, amending: bool) -> str:
    """The key as documents and citations keep it: an amending law is never the law it amends."""
    if not key or not amending or key.startswith(AMENDING_PREFIX):
        return key
    return f"{AMENDING_PREFIX}{key}"


def law_key_of_title(title: str, vocabulary: Vocabulary) -> str:
    """The stored key of a law from its full title, "Luật sửa đổi, bổ sung một số điều của Luật TĐKT"."""
    return stored_law_key(law_key(title, vocabulary), bool(_AMENDING.search(title + " ")))


def find_laws(text: str, vocabulary: Vocabulary) -> Iterator[NamedLaw]:
    """All laws named with a year in flat text, in order, none inside another."""
    done = 0
    for head in _HEAD.finditer(text):
        if head.start() < done:
            continue
        found = _read(text, head, vocabulary)
        if found is not None:
            done = found.end
            yield found


def law_name_before(text: str, position: int, vocabulary: Vocabulary) -> tuple[int, str, bool] | None:
    """The law named directly before "số 06/2022/QH15": its start, its key, whether it amends."""
    low = max(0, position - _WINDOW)
    window = text[low:position]
    for head in reversed(list(_HEAD.finditer(window))):
        name = window[head.end() :]
        name = re.sub(r"[ ,(]{0,3}(?:số[ :]{0,2})?$", "", name)
        amending = _AMENDING.match(name.lstrip())
        core = name.lstrip()[amending.end() :] if amending else name
        if not _is_name(core):
            continue
        before = window[: head.start()]
        outer = re.search(r"luật sửa đổi(?:,? bổ sung)?(?: một số điều)?(?: của)? $", before, re.I)
        start = outer.start() if outer else head.start()
        return low + start, law_key(core, vocabulary), bool(amending or outer)
    return None


def _read(text: str, head: re.Match[str], vocabulary: Vocabulary) -> NamedLaw | None:
    limit = min(len(text), head.end() + _WINDOW)
    type_code = _CODES[head.group(1).casefold()]
    amending = _AMENDING.match(text, head.end() + 1, limit)
    begin = amending.end() - 1 if amending else head.end()
    if type_code == "hien-phap":
        begin = head.end()
    stop = _BREAK.search(text, begin, limit)
    if stop is not None and not _opens_year(text, stop):
        limit = stop.start()
    for year in _YEAR.finditer(text, begin, limit):
        if _is_name(text[begin : year.start()]) or (type_code == "hien-phap" and year.start() == begin):
            key = law_key(text[begin : year.start()], vocabulary) or "hiến-pháp"
            return NamedLaw(head.start(), year.end(), type_code, key, int(year.group(1)), bool(amending))
        return None
    return _read_dated(text, head, begin, limit, type_code, amending is not None, vocabulary)


def _read_dated(
    text: str,
    head: re.Match[str],
    begin: int,
    limit: int,
    type_code: str,
    amending: bool,
    vocabulary: Vocabulary,
) -> NamedLaw | None:
    """ "Luật Thi đua, khen thưởng ngày 26/11/2003": the date gives the year, the name ends before."""
    edge = text.find(" ngày ", begin, limit)
    if edge < 0 or not _is_name(text[begin:edge]):
        return None
    found = next(iter(find_dates(text[edge : edge + 40])), None)
    if found is None or found.start > 1:
        return None
    key = law_key(text[begin:edge], vocabulary)
    return NamedLaw(head.start(), edge, type_code, key, found.date.year, amending)


def _opens_year(text: str, stop: re.Match[str]) -> bool:
    return stop.group() == "(" and bool(re.match(r"\((?:năm )?(?:19|20)\d\d\)", text[stop.start() : stop.start() + 12]))


def _is_name(name: str) -> bool:
    """Whether the words between "Luật" and its year can be a law's name."""
    name = name.strip(" ,(")
    words = name.split()
    if not words or len(words) > 16 or not name[0].isupper():
        return False
    return words[0].casefold() not in _SHORT_STOPS and not _STOPS.search(name)
