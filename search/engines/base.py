"""What an engine does, whichever it is."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Literal, NamedTuple, Protocol

from search.entry import Entry
from search.question import Question

Sort = Literal["relevance", "date"]
Stream = Literal["exact", "folded", "pairs", "numbers"]
"""The token streams of a text (``search.streams``)."""
Read = Callable[[Collection[str]], Iterable[Entry]]
"""Reads from the database the entries with these ids; what is not public any more is left out."""


class IndexUnavailable(Exception):
    """There is no usable index (never built, broken, or made by an older version): ``rebuild_index`` makes one."""


class ServerAway(IndexUnavailable):
    """The search server does not answer, or not in time; the same may work in a while."""


class IndexBusy(Exception):
    """Another process kept the index to itself for too long."""


class Closeness(Enum):
    """How well the entries found fit the question."""

    FULL = "full"
    """They hold its words, next to each other where it has them so."""
    NEAR = "near"
    """They hold most of its words, perhaps with other accents or apart."""
    ANY = "any"
    """They hold some of its words."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry found, as the engine kept it."""

    entry: Entry
    score: float


class Term(NamedTuple):
    """A token of one stream of an entry's whole text, its title included."""

    stream: Stream
    token: str


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many entries terms stand, and how many entries there are. Both may be a little out of date."""

    entries: int
    counts: Mapping[Term, int]


class Answer(Protocol):
    """The answer to one question, seen in one state of the index."""

    total: int
    closeness: Closeness
    from_standby: bool
    """Whether the search server is away and an index kept for that case answers."""

    def hits(self, offset: int, limit: int) -> list[Hit]:
        """Return hits in order."""
        ...

    def ranked(self, limit: int) -> list[tuple[int, float]]:
        """Return primary key and score of the best entries, in order, for thousands of them and nothing else of them.

        When far more than ``limit`` were found the newest (highest keys) may be given instead of the best.
        """
        ...

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many entries stand under each value of a facet, as if it were not filtered by."""
        ...


class Engine(Protocol):
    """Stores entries and answers questions."""

    def ask(self, question: Question, filters: Mapping[str, str] | None = None, sort: Sort = "relevance") -> Answer:
        """Answer a question; an empty one asks for everything. Raises ``IndexUnavailable``."""
        ...

    def frequencies(self, terms: Collection[Term]) -> Frequencies:
        """Return in how many entries each of these terms stands. Raises ``IndexUnavailable``."""
        ...

    def with_any(self, terms: Collection[Term], limit: int, kinds: Collection[str] = ()) -> list[Hit]:
        """Return the entries, of these kinds if any are named, that score best for the terms: each may match, all
        weigh alike and add up. Raises ``IndexUnavailable``.
        """
        ...

    def refresh(self, ids: Collection[str], read: Read) -> None:
        """Bring the entries with these ids up to date: those ``read`` gives are put, the others dropped.

        ``read`` is called while no other process can write, so that an older state never overwrites a newer one;
        on return every process sees the change. Raises ``IndexUnavailable`` and ``IndexBusy``.
        """
        ...

    def rebuild(self, entries: Iterable[Entry], read: Read) -> int:
        """Make a new index of all entries and put it in the old one's place in one step; return how many.

        ``read`` gives once more those entries that changed meanwhile. Raises ``IndexBusy`` when
        another rebuild is running.
        """
        ...

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield id and digest of every entry stored. Raises ``IndexUnavailable``."""
        ...
