"""Recognising names in a text: all of them in one pass (Aho-Corasick), the longest first, accents exact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import ahocorasick

from portal.vietnamese.flatten import flatten
from portal.vietnamese.text import same_tone, squash
from search.mentions.names import Case, Name

LEAST_LETTERS = 3
"""A name must be longer than an initial."""
TITLES = (
    "đồng chí", "ông", "bà", "anh", "chị", "cô", "chú", "bác", "em", "cụ", "thầy", "liệt sĩ", "nghệ nhân",
    "nghệ sĩ", "bác sĩ", "thầy thuốc", "nhà giáo", "kỹ sư", "tiến sĩ", "thạc sĩ", "giáo sư", "già làng",
)  # fmt: skip
"""Forms of address, which are no part of a name."""
_TITLE = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, TITLES), key=len, reverse=True))})\s+", re.IGNORECASE)
_ELSEWHERE = frozenset(
    (
        "xã",
        "phường",
        "huyện",
        "quận",
        "trấn",
        "thôn",
        "bản",
        "làng",
        "xóm",
        "đường",
        "phố",
        "trường",
        "chợ",
        "cầu",
        "ga",
    )
)
"""What stands before a name of a province that is borrowed by something else: "đường Thái Nguyên"."""
_BEFORE = re.compile(r"([^\W\d_]+) $")
_AFTER = re.compile(r" ([^\W\d_]+)")
_ADDRESSED = frozenset(title.split()[-1] for title in TITLES)


@dataclass(frozen=True, slots=True)
class Found:
    """Something named in a text: first at ``offset``, in these words, ``count`` times."""

    kind: str
    target: int
    words: str
    offset: int
    count: int


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    kind: str
    bearers: tuple[Name, ...]

    @property
    def order(self) -> tuple[int, int]:
        return self.start, -self.end


def without_title(name: str) -> str:
    """Return a name without a form of address before it: "Ông Lò Văn An" → "Lò Văn An"."""
    clean = squash(name)
    return _TITLE.sub("", clean, count=1) if _TITLE.match(clean) else clean


def written(text: str) -> str:
    """Return a text as names are compared in it: NFC, one place for tone marks. The length is that of ``flatten``."""
    return same_tone(flatten(text).text)


def _lower(text: str) -> str:
    lowered = text.lower()
    # Of all letters İ alone grows when it is made small; offsets matter more than it does.
    return lowered if len(lowered) == len(text) else "".join(low if len(low := c.lower()) == 1 else c for c in text)


class NameIndex:
    """The names of one kind, ready to be looked for."""

    def __init__(self, kind: str, names: Iterable[Name]) -> None:
        self.kind = kind
        self._bearers: dict[str, list[tuple[str, Name]]] = {}
        self._automaton = ahocorasick.Automaton()
        for name in names:
            words = written(squash(name.words))
            if len(words) >= LEAST_LETTERS:
                self._bearers.setdefault(_lower(words), []).append((words, name))
        for key in self._bearers:
            self._automaton.add_word(key, key)
        if self._bearers:
            self._automaton.make_automaton()

    def spans(self, text: str, lowered: str) -> Iterator[_Span]:
        """Yield every place where a name stands as whole words, with all who bear it so written."""
        if not self._bearers:
            return
        for last, key in self._automaton.iter(lowered):
            start, end = last + 1 - len(key), last + 1
            if _is_inside_word(text, start, end):
                continue
            said = text[start:end]
            bearers = tuple(name for words, name in self._bearers[key] if _same_case(said, words, name.case))
            if bearers:
                yield _Span(start, end, self.kind, bearers)


def _is_inside_word(text: str, start: int, end: int) -> bool:
    return (start > 0 and text[start - 1].isalnum()) or (end < len(text) and text[end].isalnum())


def _same_case(said: str, words: str, case: Case) -> bool:
    if case is Case.FREE:
        return True
    return said == words if case is Case.EXACT else said[1:] == words[1:]


def find_names(text: str, indexes: Sequence[NameIndex], *, on: date | None = None, home: str = "") -> list[Found]:
    """Return what a text names, in the order of its first words there, each once.

    ``on`` is the day the text was written: of those who bore a name in turn, that day's is meant. ``home`` is the
    province the text speaks of where it names none.
    """
    flat = written(text)
    lowered = _lower(flat)
    spans = [span for index in indexes for span in index.spans(flat, lowered)]
    meant = _Meaning(lowered, on, _lower(written(home)))
    found: dict[tuple[str, int], Found] = {}
    for span in _chosen(flat, spans):
        name = meant.of(span)
        if name is None or not name.public:
            continue
        key = (span.kind, name.target)
        before = found.get(key)
        words, offset, count = (
            (before.words, before.offset, before.count) if before else (flat[span.start : span.end], span.start, 0)
        )
        found[key] = Found(span.kind, name.target, words, offset, count + 1)
    return list(found.values())


def _chosen(text: str, spans: list[_Span]) -> Iterator[_Span]:
    """Yield the spans that do not overlap: the leftmost, of those the longest; none that is part of a longer name."""
    edges = {span.start for span in spans} | {span.end for span in spans}
    free = [span for span in spans if not all(name.alone for name in span.bearers) or _stands_alone(text, span, edges)]
    done = 0
    for span in sorted(free, key=lambda span: span.order):
        if span.start >= done:
            done = span.end
            yield span


def _stands_alone(text: str, span: _Span, edges: set[int]) -> bool:
    """Tell whether no capitalised word beside a name makes it part of another's: "Văn An" in "Nguyễn Văn An".

    A known name beside it is no such word: "xã Phú Bình Nguyễn Văn An" names two.
    """
    after = _AFTER.match(text, span.end)
    if after and after[1][0].isupper() and not after[1].isupper() and after.start(1) not in edges:
        return False
    before = _BEFORE.search(text, max(0, span.start - 20), span.start)
    if before is None:
        return True
    word = before[1]
    if word.lower() in _ELSEWHERE and all(name.case is Case.EXACT and " " in name.words for name in span.bearers):
        return False
    if not word[0].isupper() or word.isupper() or word.lower() in _ADDRESSED or span.start - 1 in edges:
        return True
    opening = text[: before.start(1)].rstrip(" \"“'(")
    return not opening or opening[-1] in ".!?:;\n…–-"


class _Meaning:
    """Who is meant by a name, in one text."""

    def __init__(self, lowered: str, on: date | None, home: str) -> None:
        self._text, self._on, self._home = lowered, on, home
        self._known: dict[tuple[str, str], Name | None] = {}
        self._said: dict[str, bool] = {}

    def of(self, span: _Span) -> Name | None:
        """Return the bearer meant; None when it could be several."""
        key = (span.kind, self._text[span.start : span.end])
        if key not in self._known:
            self._known[key] = self._decided(span.bearers)
        return self._known[key]

    def _decided(self, bearers: Sequence[Name]) -> Name | None:
        bearers = [name for name in bearers if self._bears_it_then(name)] or list(bearers)
        if _one(bearers):
            return bearers[0]
        named = [name for name in bearers if any(map(self._says, name.context))]
        if not named and self._home:
            named = [name for name in bearers if self._home in map(_context_key, name.context)]
        return named[0] if _one(named) else None

    def _bears_it_then(self, name: Name) -> bool:
        return self._on is None or (name.since or self._on) <= self._on <= (name.until or self._on)

    def _says(self, words: str) -> bool:
        if words not in self._said:
            pattern = rf"(?<!\w){re.escape(_context_key(words))}(?!\w)"
            self._said[words] = re.search(pattern, self._text) is not None
        return self._said[words]


def _context_key(words: str) -> str:
    return _lower(written(words))


def _one(names: Sequence[Name]) -> bool:
    return bool(names) and all(left.target == right.target for left, right in pairwise(names))
