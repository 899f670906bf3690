"""Short forms and full ones in a question, each way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from portal.vietnamese.syllable import may_be_unaccented
from portal.vietnamese.text import fold
from search.streams import streams

Row = tuple[str, ...]
"""Exact syllables in order."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form, and what it stands for. ``capitals``: as it must be written where it may be a word as well ("TU")."""

    own: Row
    other: Row
    capitals: str = ""


@dataclass(frozen=True)
class Abbreviations:
    """What stands for what: unaccented syllables, and the forms that have them."""

    forms: Mapping[Row, Sequence[Form]] = field(default_factory=dict)
    longest: int = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, str]]) -> Abbreviations:
        """Make them of (short, full) as they are written."""
        forms: dict[Row, list[Form]] = defaultdict(list)
        for short, full in pairs:
            left, right = tuple(streams(short).exact), tuple(streams(full).exact)
            if not (left and right):
                continue
            like_a_word = len(left) == 1 and may_be_unaccented(fold(left[0]))
            forms[tuple(map(fold, left))].append(Form(left, right, short if like_a_word else ""))
            # "Tỉnh ủy" is not looked for as "tu": every text that has the word would do.
            if not like_a_word:
                forms[tuple(map(fold, right))].append(Form(right, left))
        return cls(dict(forms), max(map(len, forms), default=0))

    def found(self, typed: Sequence[str], text: str) -> Iterator[tuple[int, int, Row]]:
        """Yield where a form stands in a question of exact syllables, from and to, and the other form of it.

        A form typed with other accents than its own is another word. ``text`` is the question as it was written.
        """
        folded = [fold(word) for word in typed]
        for start in range(len(typed)):
            for end in range(start + 1, min(start + self.longest, len(typed)) + 1):
                for form in self.forms.get(tuple(folded[start:end]), ()):
                    if form.capitals in text and _agrees(typed[start:end], form.own):
                        yield start, end, form.other


def _agrees(typed: Sequence[str], own: Row) -> bool:
    return all(word in (exact, fold(exact)) for word, exact in zip(typed, own, strict=True))
