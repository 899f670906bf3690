"""Marking what a question found, on the text as it was written.

Folding gives one character for one, so words found in the folded text are cut from the accented one by offset.
The results are HTML made here from escaped text and ``<mark>`` only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from django.utils.safestring import SafeString, mark_safe

from portal.vietnamese.text import fold, same_tone
from search.question import Question
from search.streams import same_spelling

EXCERPT = 260
_WORD_CHARACTER = re.compile(r"\w")
# Words so common that marking them one by one only speckles the page; in a pair they are marked.
_COMMON = """
    ai bao bi boi ca cac cai cho co con cua cung da dang de den di do duoc gi hay khi la lai len loai ma mot nao nay
    nen nhieu nhu nhung noi o phai qua ra rang rat roi sau se su tai the theo thi trong truoc tu va vao ve vi voi
"""
_FUNCTION_WORDS = frozenset(_COMMON.split())


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    token: str
    exact: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text to mark, and what it weighs when an excerpt is chosen."""

    start: int
    end: int
    weight: int
    token: str


class Highlighter:
    """Marks one question in any number of texts, each in time linear in its length."""

    def __init__(self, question: Question) -> None:
        exact, folded, pairs = question.exact, question.folded, question.pairs
        for other in question.alternatives:
            exact, folded, pairs = exact + other.exact, folded + other.folded, pairs + other.pairs
        self._exact = set(exact)
        self._accented = {plain for marked, plain in zip(exact, folded, strict=True) if marked != plain}
        self._pairs = set(pairs)
        self._folded = set(folded)
        self._pattern = _pattern(self._folded)
        meaningful = self._folded - _FUNCTION_WORDS
        self._single = meaningful or self._folded

    def marks(self, text: str) -> list[Mark]:
        """Return what to mark in a text (in normal form), in order.

        Neighbours of the question that stand side by side are marked together. A word is marked alone only if the
        text has it in none of the question's pairs, and with the accents it was asked with, if the text has those.
        """
        found = self._as_accented(list(self._found(text)))
        paired = self._paired(found, text)
        in_pairs = {found[i].token for i in paired}
        marks: list[Mark] = []
        for i, one in enumerate(found):
            if i in paired:
                if i - 1 in paired and paired[i - 1]:
                    before = marks.pop()
                    marks.append(Mark(before.start, one.end, before.weight + 2, before.token))
                else:
                    marks.append(Mark(one.start, one.end, 2, one.token))
            elif one.token not in in_pairs and one.token in self._single:
                marks.append(Mark(one.start, one.end, 1, one.token))
        return marks

    def marked(self, text: str) -> SafeString:
        """Return a whole text as HTML with marks."""
        return _html(text, self.marks(text), 0, len(text))

    def excerpt(self, lead: str, body: str) -> SafeString:
        """Return the part that answers best: the lead, or a stretch of the body that holds more of the question."""
        in_lead, in_body = self.marks(lead), self.marks(body)
        start, gain = _best_stretch(in_body)
        if lead and _value(in_lead) >= gain:
            return _html(lead, in_lead, 0, _word_end(lead, EXCERPT * 2))
        start = _word_start(body, max(0, start - EXCERPT // 4))
        end = _word_end(body, start + EXCERPT)
        return _html(body, in_body, start, end)

    def _found(self, text: str) -> Iterator[_Found]:
        if self._pattern is None:
            return
        for match in self._pattern.finditer(fold(text)):
            start, end = match.span()
            exact = same_spelling(same_tone(text[start:end]).lower())
            yield _Found(start, end, same_spelling(match[0]), exact)

    def _paired(self, found: list[_Found], text: str) -> dict[int, bool]:
        """Return which words found belong to a pair; True when the pair goes on to the next word."""
        paired: dict[int, bool] = {}
        for i, (left, right) in enumerate(pairwise(found)):
            if f"{left.token}_{right.token}" in self._pairs and _adjacent(text, left.end, right.start):
                paired[i] = True
                paired[i + 1] = False
        return paired

    def _as_accented(self, found: list[_Found]) -> list[_Found]:
        """Leave out words with other accents than asked, where the text has the very word as well."""
        exact_here = {one.token for one in found if one.exact in self._exact}
        strict = self._accented & exact_here
        return [one for one in found if one.token not in strict or one.exact in self._exact]


def _pattern(tokens: set[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of the tokens as a word of its own; a final y may be written i."""
    if not tokens:
        return None
    longest_first = sorted(tokens, key=len, reverse=True)
    written = "|".join(re.escape(one[:-1]) + "[iy]" if one.endswith("y") else re.escape(one) for one in longest_first)
    return re.compile(rf"(?<![^\W_])(?:{written})(?![^\W_])")


def _adjacent(text: str, end: int, start: int) -> bool:
    return start - end <= 6 and not _WORD_CHARACTER.search(text, end, start)


def _value(marks: list[Mark]) -> int:
    """Return how much of a question some marks hold: each word once, pairs double."""
    best: dict[str, int] = {}
    for mark in marks:
        best[mark.token] = max(best.get(mark.token, 0), mark.weight)
    return sum(best.values())


def _best_stretch(marks: list[Mark]) -> tuple[int, int]:
    """Return where the stretch of an excerpt's length with the most of the question begins, and its value."""
    best_start, best_value, first, value = 0, 0, 0, 0
    inside: Counter[str] = Counter()
    for mark in marks:
        inside[mark.token] += 1
        value += mark.weight if inside[mark.token] == 1 else 0
        while mark.end - marks[first].start > EXCERPT * 3 // 4 and marks[first] is not mark:
            leaving = marks[first]
            inside[leaving.token] -= 1
            value -= leaving.weight if not inside[leaving.token] else 0
            first += 1
        if value > best_value:
            best_start, best_value = marks[first].start, value
    return best_start, best_value


def _word_start(text: str, at: int) -> int:
    """Return the beginning of the sentence or word at ``at``, going back a little."""
    if at == 0:
        return 0
    line = text.rfind("\n", max(0, at - EXCERPT // 4), at)
    space = text.rfind(" ", max(0, at - 30), at)
    return max(line, space, -1) + 1 if max(line, space) >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, at - 30), at)
    return space if space > 0 else at


def _html(text: str, marks: list[Mark], start: int, end: int) -> SafeString:
    """Return text[start:end] as HTML: every piece escaped, marks around the pieces found.

    Safe because nothing but escaped text and our own ``<mark>`` tags goes in.
    """
    parts = ["… " if start > 0 else ""]
    at = start
    for mark in marks:
        if mark.start < at or mark.end > end:
            continue
        parts += [escape(text[at : mark.start]), "<mark>", escape(text[mark.start : mark.end]), "</mark>"]
        at = mark.end
    parts += [escape(text[at:end]), " …" if end < len(text) else ""]
    return mark_safe("".join(parts).replace("\n", " "))
