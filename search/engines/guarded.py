"""The search server with the embedded index of this machine behind it, for when the server does not answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeVar

from search.engines.base import (
    Answer,
    Closeness,
    Engine,
    Frequencies,
    Hit,
    IndexBusy,
    IndexUnavailable,
    Read,
    Sort,
    Term,
)
from search.engines.breaker import Breaker
from search.entry import Entry
from search.question import Question

log = logging.getLogger(__name__)

Got = TypeVar("Got")


class GuardedEngine:
    """Asks ``main``; where it cannot answer, ``standby``. ``read`` reads entries from the database."""

    def __init__(self, main: Engine, standby: Engine, read: Read) -> None:
        self.main, self.standby = main, standby
        self.breaker = Breaker()
        self.read = read

    def ask(self, question: Question, filters: Mapping[str, str] | None = None, sort: Sort = "relevance") -> Answer:
        """Answer a question (see ``engines.base.Engine``)."""
        return GuardedAnswer(self, question, filters, sort)

    def frequencies(self, terms: Collection[Term]) -> Frequencies:
        """Return in how many entries each of these terms stands."""
        return self._either(lambda engine: engine.frequencies(terms))

    def with_any(self, terms: Collection[Term], limit: int, kinds: Collection[str] = ()) -> list[Hit]:
        """Return the entries that score best for the terms."""
        return self._either(lambda engine: engine.with_any(terms, limit, kinds))

    def refresh(self, ids: Collection[str], read: Read) -> None:
        """Bring both indices up to date, this machine's first. Raises ``ServerAway``: it has to be done again then."""
        try:
            self.standby.refresh(ids, read)
        except (IndexUnavailable, IndexBusy) as error:
            log.warning("%d entries not in the stand-by index: %s", len(ids), error)
        with self.breaker.passing():
            self.main.refresh(ids, read)

    def rebuild(self, entries: Iterable[Entry], read: Read) -> int:
        """Rebuild the server's index."""
        return self.main.rebuild(entries, read)

    def digests(self) -> Iterator[tuple[str, str]]:
        """Yield id and digest of every entry on the server."""
        return self.main.digests()

    def _either(self, use: Callable[[Engine], Got]) -> Got:
        try:
            with self.breaker.passing():
                return use(self.main)
        except IndexUnavailable as error:
            log.warning("The search server cannot answer, the stand-by index does: %s", error)
            return use(self.standby)


class GuardedAnswer:
    """The server's answer for as long as it gives one, then the stand-by's.

    The stand-by of this machine may not have heard yet of what another machine took down: what it finds is read from
    the database before it is shown, and left out when it is public no longer.
    """

    def __init__(
        self, engine: GuardedEngine, question: Question, filters: Mapping[str, str] | None, sort: Sort
    ) -> None:
        self._engine = engine
        self._asked = (question, filters, sort)
        self.from_standby = False
        try:
            with engine.breaker.passing():
                self._answer = engine.main.ask(*self._asked)
        except IndexUnavailable as error:
            self._fall_back(error)

    @property
    def total(self) -> int:
        """How many entries are found."""
        return self._of(lambda answer: answer.total)

    @property
    def closeness(self) -> Closeness:
        """How well they fit."""
        return self._of(lambda answer: answer.closeness)

    def hits(self, offset: int, limit: int) -> list[Hit]:
        """Return hits in order."""
        found = self._of(lambda answer: answer.hits(offset, limit))
        if not self.from_standby or not found:
            return found
        public = {entry.id: entry.clean() for entry in self._engine.read([hit.entry.id for hit in found])}
        return [Hit(public[hit.entry.id], hit.score) for hit in found if hit.entry.id in public]

    def ranked(self, limit: int) -> list[tuple[int, float]]:
        """Return primary key and score of the best entries; whoever asks looks them up in the database."""
        return self._of(lambda answer: answer.ranked(limit))

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many entries stand under each value of a facet, as if it were not filtered by."""
        return self._of(lambda answer: answer.counts(facet))

    def _of(self, use: Callable[[Answer], Got]) -> Got:
        if not self.from_standby:
            try:
                with self._engine.breaker.passing():
                    return use(self._answer)
            except IndexUnavailable as error:
                self._fall_back(error)
        return use(self._answer)

    def _fall_back(self, error: IndexUnavailable) -> None:
        log.warning("The search server cannot answer, the stand-by index does: %s", error)
        self._answer = self._engine.standby.ask(*self._asked)
        self.from_standby = True
