"""What a reader typed, understood once and handed to any engine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from portal.vietnamese.dates import find_dates
from portal.vietnamese.text import fold, squash
from search.streams import Streams, date_token, streams

MAX_CHARACTERS = 300
MAX_SYLLABLES = 48
MAX_PHRASES = 5
_QUOTED = re.compile(r'(?P<minus>(?<!\S)-)?["“”„«](?P<words>[^"“”„«»]+)["“”»]')
_MINUS = re.compile(r"(?<!\S)-(?P<word>[^\W\d_]\w*(?:[-/.]\w+)*)")
_ASKING = frozenset({"gì", "nào", "ai"})
_ASKING_BEHIND = {"sao": {"tại", "vì", "làm", "tai", "vi", "lam"}, "đâu": {"ở", "o"}, "dau": {"o"}}


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
class Alternative:
    """Other words for some of a question's: what an abbreviation stands for, what a slip was meant to be.

    ``replaces`` are the exact syllables of the question it may stand in for; ``pairs`` are those among its own words
    and with their neighbours. ``weight`` says how much it counts against the words as they were typed.
    """

    replaces: tuple[str, ...]
    exact: tuple[str, ...]
    folded: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def inner_pairs(self) -> tuple[str, ...]:
        """The pairs of its own words."""
        return tuple(f"{left}_{right}" for left, right in pairwise(self.folded))


@dataclass(frozen=True, slots=True)
class Question:
    """A question. ``exact[i]`` and ``folded[i]`` are one syllable; no syllable, pair or number comes twice.

    ``typed`` are the exact syllables in the order they were typed, ``excluded`` what no answer may hold, ``dates``
    the days it names. ``asking`` are its exact syllables that only ask (gì, nào): few answers repeat them.
    """

    text: str
    exact: tuple[str, ...] = ()
    folded: tuple[str, ...] = ()
    pairs: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Phrase, ...] = ()
    dates: tuple[date, ...] = ()
    typed: tuple[str, ...] = ()
    asking: frozenset[str] = frozenset()
    alternatives: tuple[Alternative, ...] = ()
    cut: bool = False
    demanded: tuple[str, ...] = ()
    """Folded tokens that decide alone, with the phrases, what counts as found; nothing milder is tried."""
    least: int = 0
    """How many of ``demanded`` an entry must hold; 0 for all of them."""

    @property
    def is_empty(self) -> bool:
        """Whether there is no word in it (nothing typed, only signs, or only words to leave out)."""
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
    phrases, excluded, wanted = _taken_apart(text)
    found = streams(wanted)
    cut = cut or len(found.exact) > MAX_SYLLABLES
    syllables = dict(zip(found.exact[:MAX_SYLLABLES], found.folded[:MAX_SYLLABLES], strict=True))
    dates = tuple(dict.fromkeys(one.date for one in find_dates(wanted)))
    return Question(
        text=text,
        exact=tuple(syllables),
        folded=tuple(syllables.values()),
        pairs=_unique(found.pairs[: MAX_SYLLABLES - 1]),
        numbers=_numbers(found, dates),
        phrases=phrases,
        excluded=excluded,
        dates=dates,
        typed=tuple(found.exact[:MAX_SYLLABLES]),
        asking=_asking(found.exact[:MAX_SYLLABLES]),
        cut=cut,
    )


def _unique(tokens: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tokens))


def _numbers(found: Streams, dates: tuple[date, ...]) -> tuple[str, ...]:
    """Return the document numbers and days asked for; in a short question any number may be one ("Chỉ thị 34")."""
    numbers = [*found.numbers, *map(date_token, dates)]
    if len(found.exact) <= 6 and not dates:
        numbers += [word.lstrip("0") for word in found.folded if word.isascii() and word.isdigit() and word.strip("0")]
    return _unique(numbers[:MAX_SYLLABLES])


def _taken_apart(text: str) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...], str]:
    """Return the phrases wanted, what is not wanted (-"gia đình", -giáo), and the text without the latter."""
    phrases: list[Phrase] = []
    excluded: list[Phrase] = []

    def quoted(match: re.Match[str]) -> str:
        (excluded if match["minus"] else phrases).extend(_phrase(match["words"]))
        return " " if match["minus"] else match[0]

    def minus(match: re.Match[str]) -> str:
        excluded.extend(_phrase(match["word"]))
        return " "

    wanted = _MINUS.sub(minus, _QUOTED.sub(quoted, text))
    return tuple(phrases[:MAX_PHRASES]), tuple(excluded[:MAX_PHRASES]), wanted


def _phrase(words: str) -> list[Phrase]:
    found = streams(words)
    return [Phrase(tuple(found.exact), tuple(found.folded))] if found.exact else []


def _asking(typed: list[str]) -> frozenset[str]:
    """Return the syllables of a sentence that only ask; of a few words each may be a name (Huân chương Sao vàng)."""
    if len(typed) <= 3:
        return frozenset()
    unaccented = all(word == fold(word) for word in typed)
    asking = _ASKING | {fold(word) for word in _ASKING} if unaccented and len(typed) > 6 else _ASKING
    behind = {word for before, word in pairwise(typed) if before in _ASKING_BEHIND.get(word, ())}
    return frozenset(word for word in typed if word in asking) | behind
