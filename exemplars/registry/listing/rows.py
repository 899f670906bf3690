"""A page of a list out of a set of ids, in the order of an index.

The sizes decide how: few ids are named and sorted; of more, the index is walked in order and those in the set are taken
until the page is full. Neither grows with the registry: the first is bounded by ``FEW``, or by what the second would
pass over, and that is about page × all ÷ set rows. Where they lie unevenly in that order (a year, newest first), the
database walks on by itself, with the ids in hand.
"""

from __future__ import annotations

from itertools import islice

from django.db.models import QuerySet
from pyroaring import FrozenBitMap

from exemplars.registry.listing.among import Among
from exemplars.registry.models import Exemplar

FEW = 1500
"""Ids that are cheaper to name than to walk past."""
MANY = 20_000
"""Ids that are cheaper to send than many rows to fetch. Of more, hardly any order puts all far from its beginning."""
FURTHER = 10
"""How much longer the next stretch of a walk is: past the whole registry in a few."""
STEP = 1000
"""Ids read at least while walking."""


class Rows:
    """What a paginator cuts pages from: knows its length, and fetches only the slice it is asked for."""

    ordered = True

    def __init__(self, members: FrozenBitMap, total: int, order: tuple[str, ...]) -> None:
        self._members, self._total, self._order = members, total, order

    def __len__(self) -> int:
        return len(self._members)

    def count(self) -> int:
        """Return how many rows there are."""
        return len(self)

    def __getitem__(self, part: slice) -> list[Exemplar]:
        start, stop = part.start or 0, min(part.stop if part.stop is not None else len(self), len(self))
        if start >= stop:
            return []
        # First which, then the rows: with all a card shows joined to it, planning the order takes the database longer
        # than both questions.
        ids = self._ids(start, stop)
        found = Exemplar.objects.public().with_card().in_bulk(ids)
        # A row hidden since the sets were read is left out.
        return [found[pk] for pk in ids if pk in found]

    @property
    def _is_plain(self) -> bool:
        """Whether the database can cut the page by itself: of everybody, or of ids few enough to name."""
        return len(self) == self._total or len(self) <= FEW

    def _ids(self, start: int, stop: int) -> list[int]:
        rows = Exemplar.objects.public()
        if self._is_plain or len(self) <= self._reach(min(stop, len(self) - start)):
            return self._cut(rows, start, stop)
        ordered = rows.order_by(*self._order)
        # From the nearer end.
        if start > len(self) - stop:
            return self._walk(ordered.reverse(), len(self) - stop, len(self) - start)[::-1]
        return self._walk(ordered, start, stop)

    def _cut(self, rows: QuerySet, start: int, stop: int) -> list[int]:
        """Return the ids of one page as the database cuts it, read from the nearer end."""
        rows = rows.order_by(*self._order).values_list("pk", flat=True)
        if len(self) < self._total:
            rows = rows.filter(pk__in=list(self._members))
        if start > len(self) - stop:
            return list(rows.reverse()[len(self) - stop : len(self) - start])[::-1]
        return list(rows[start:stop])

    def _reach(self, stop: int) -> int:
        """Return how many rows are walked past to find the first ``stop`` if these lie evenly, and as many again."""
        return 2 * stop * self._total // max(1, len(self)) + STEP

    def _walk(self, rows: QuerySet, start: int, stop: int) -> list[int]:
        """Return the ids at these places."""
        ids, taken, walked, reach = rows.values_list("pk", flat=True), [], 0, self._reach(stop)
        while len(taken) < stop and walked < self._total:
            if walked and len(self) <= MANY:
                return list(ids.filter(Among(self._members))[start:stop])
            # One plain answer: a cursor of the server would be kept whole there, and fetched in many ways to and fro.
            taken += islice((pk for pk in ids[walked:reach] if pk in self._members), stop - len(taken))
            walked, reach = reach, reach * FURTHER
        return taken[start:stop]
