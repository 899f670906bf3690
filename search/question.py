"""What a reader typed, understood once and handed to any engine."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.vietnamese.text import squash
from search.streams import Streams, streams

MAX_CHARACTERS = 300
MAX_SYLLABLES = 48
MAX_PHRASES = 5
_QUOTED = re.compile(r'["“”„«]([^"“”„«»]+)["“”»]')


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand together: in quotation marks."""

    exact: tuple[str, ...]
    folded: tuple[str, ...]

    @property
    def accented(self) -> bool:
        """Whether any of its syllables carries a mark; then marks count."""
        return self.exact != self.folded


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``exact[i]`` and ``folded[i]`` are one syllable; no syllable, pair or number comes twice."""

    text: str
    exact: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    cut: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is no word in it (nothing typed, or only signs)."""
        return not self.exact

    @property
    def accents(self) -> float:
        """The share of syllables with a mark: near 0.75 in written Vietnamese, 0 when typed without."""
        marked = sum(1 for exact, folded in zip(self.exact, self.folded, strict=True) if exact != folded)
        return marked / len(self.exact) if self.exact else 0.0


def parse(typed: str) -> Question:
    """Return the question in what was typed. Anything is a question; what is too long is cut at a word."""
    text = squash(typed[: MAX_CHARACTERS * 4])
    cut = len(text) > MAX_CHARACTERS or len(typed) > MAX_CHARACTERS * 4
    if len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS].rsplit(" ", 1)[0]
    found = streams(text)
    cut = cut or len(found.exact) > MAX_SYLLABLES
    syllables = dict(zip(found.exact[:MAX_SYLLABLES], found.folded[:MAX_SYLLABLES], strict=True))
    return Question(
        text=text,
        exact=tuple(syllables),
        folded=tuple(syllables.values()),
        pairs=_unique(found.pairs[: MAX_SYLLABLES - 1]),
        numbers=_numbers(found),
        phrases=tuple(_phrases(text)),
        cut=cut,
    )


def _unique(tokens: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))


def _numbers(found: Streams) -> tuple[str, ...]:
    """Return the document numbers asked for; in a short question any number may be one ("Chỉ thị 34")."""
    numbers = list(found.numbers)
    if len(found.exact) <= 6:
        numbers += [word.lstrip("0") for word in found.folded if word.isascii() and word.isdigit() and word.strip("0")]
    return _unique(numbers[:MAX_SYLLABLES])


def _phrases(text: str) -> list[Phrase]:
    quoted = [streams(match[1]) for match in _QUOTED.finditer(text)]
    return [Phrase(tuple(one.exact), tuple(one.folded)) for one in quoted if one.exact][:MAX_PHRASES]
