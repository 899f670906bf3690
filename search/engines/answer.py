"""The answer to one question, whichever engine it is asked of: what counts as found, and how often."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from search.engines.base import Closeness, Hit, Sort
from search.engines.plan import AllOf, AnyOf, Everything, Excluding, Named, Narrowed, Part, all_of, facet_filters
from search.engines.planner import Planner
from search.question import Question

ALWAYS_FOUND = 10
"""For a question of more than ``EXACTING`` syllables, so many of the best-ranked entries count as found whatever
words they lack: "Friedrich Ratzel sinh ra ở đâu?" is answered where neither "sinh ra" nor "ở đâu" is written."""
EXACTING = 3
TOO_COMMON = 3
"""Words that so many times more entries hold than are asked for tell them apart no more."""
FACET_VALUES = 2_000
"""Values of all facets together that are counted, the most frequent ones."""


class Tally(NamedTuple):
    """Counts of what was found: all of it, and by facet term."""

    total: int
    counts: dict[str, int]


class Ahead(NamedTuple):
    """What will be asked next if the first demand is met: an engine far away may ask it along."""

    page: Part
    counted: Part
    newest_first: bool


class Executor(Protocol):
    """Answers parts of a plan in one state of the index."""

    def search(self, plan: Part, limit: int, offset: int = 0, *, newest_first: bool = False) -> list[Hit]:
        """Return what matches: the highest score first, or the newest."""
        ...

    def opening(
        self, ranking: Part | None, limit: int, demands: Sequence[Part], ahead: Ahead | None = None
    ) -> tuple[list[Hit], int | None]:
        """Return the best by ``ranking``, if there is one, and the place of the first demand that any entry meets."""
        ...

    def ranked(self, plan: Part, limit: int, total: int) -> list[tuple[int, float]]:
        """Return key and score of the best of ``total`` entries that match; of too many of them the newest."""
        ...

    def tally(self, plan: Part) -> Tally:
        """Count what matches, and every value of every facet of it."""
        ...


class PlannedAnswer:
    """The answer to one question, as ``engines.base.Answer``; what it takes is asked of an executor."""

    from_standby = False

    def __init__(self, executor: Executor, question: Question, filters: dict[str, str], sort: Sort) -> None:
        self._executor = executor
        self._filters, self._sort = filters, sort
        self._ranking: Part = Everything()
        self._demand: Part = Everything()
        self._best: list[Hit] = []
        self.closeness = Closeness.FULL
        self._decide(Planner(question))

    @cached_property
    def total(self) -> int:
        """How many entries are found."""
        return self._tally(self._filters).total

    def hits(self, offset: int, limit: int) -> list[Hit]:
        """Return hits in order."""
        if not self._best or self._filters:
            return self._found(self._page(self._demand), limit, offset)
        # The best stand first, whatever they lack; the others follow without them, and so no hit is on two pages.
        first = self._best[offset : offset + limit]
        others = Excluding(self._page(self._demand), (self._named_best(),))
        return [*first, *self._found(others, limit - len(first), max(0, offset - len(self._best)))]

    def _found(self, page: Part, limit: int, offset: int) -> list[Hit]:
        if limit <= 0:
            return []
        return self._executor.search(page, limit, offset, newest_first=self._sort == "date")

    def _named_best(self) -> Named:
        return Named(tuple(hit.entry.id for hit in self._best))

    def ranked(self, limit: int) -> list[tuple[int, float]]:
        """Return primary key and score of the best (see ``engines.base.Answer``)."""
        demands = (self._demand, *facet_filters(self._filters))
        return self._executor.ranked(Narrowed(self._ranking, demands), limit, self.total) if self.total else []

    def counts(self, facet: str) -> dict[str, int]:
        """Return how many entries stand under each value of a facet, as if it were not filtered by."""
        others = {name: value for name, value in self._filters.items() if name != facet}
        start = f"{facet}="
        counted = self._tally(others).counts
        return {term.removeprefix(start): count for term, count in counted.items() if term.startswith(start)}

    def _decide(self, planner: Planner) -> None:
        """Choose the strictest demand that anything meets."""
        self._ranking = planner.ranking()
        exact = planner.question.phrases or planner.question.demanded
        rank_first = self._sort == "relevance" and len(planner.folded) > EXACTING and not exact
        ladder = list(planner.ladder())
        demands = [demand for _, demand in ladder]
        ahead = None if rank_first else self._ahead(demands[0])
        self._best, met = self._executor.opening(self._ranking if rank_first else None, ALWAYS_FOUND, demands, ahead)
        self.closeness, self._demand = ladder[-1 if met is None else met]
        if self._best:
            self._demand = AnyOf((self._demand, self._named_best()))

    def _ahead(self, demand: Part) -> Ahead:
        return Ahead(self._page(demand), _counted(demand, self._filters), self._sort == "date")

    def _page(self, demand: Part) -> Part:
        """Return what the hits are searched by."""
        demands = (demand, *facet_filters(self._filters))
        return all_of(demands) if self._sort == "date" else Narrowed(self._ranking, demands)

    def _tally(self, filters: dict[str, str]) -> Tally:
        return self._executor.tally(_counted(self._demand, filters))


def _counted(demand: Part, filters: dict[str, str]) -> Part:
    return AllOf((demand, *facet_filters(filters))) if filters else demand
