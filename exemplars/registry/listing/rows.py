"""A page of a list out of a set of ids, in the order of an index.

The sizes decide how, and none of the ways grows with the registry. Few ids are named and sorted. More are sent along
while the database walks the index of the order, and it stops when the page is full. So many that even that is dear
are a good part of all: there the first rows of the order are fetched, and those in the set are taken.
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
"""Ids that are cheaper to send than rows are to fetch."""
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

    def _ids(self, start: int, stop: int) -> list[int]:
        rows = Exemplar.objects.public()
        if len(self) == self._total:
            return self._cut(rows, start, stop)
        if len(self) <= FEW:
            return self._cut(rows.filter(pk__in=list(self._members)), start, stop)
        if len(self) <= MANY:
            return self._cut(rows.filter(Among(self._members)), start, stop)
        ordered = rows.order_by(*self._order)
        # From the nearer end.
        if start > len(self) - stop:
            return self._walk(ordered.reverse(), len(self) - stop, len(self) - start)[::-1]
        return self._walk(ordered, start, stop)

    def _cut(self, rows: QuerySet, start: int, stop: int) -> list[int]:
        """Return the ids of one page as the database cuts it, read from the nearer end."""
        rows = rows.order_by(*self._order).values_list("pk", flat=True)
        if start > len(self) - stop:
            return list(rows.reverse()[len(self) - stop : len(self) - start])[::-1]
        return list(rows[start:stop])

    def _reach(self, stop: int) -> int:
        """Return how many rows are walked past to find the first ``stop`` if these lie evenly, and as many again."""
        return 2 * stop * self._total // max(1, len(self)) + STEP

    def _walk(self, rows: QuerySet, start: int, stop: int) -> list[int]:
        """Return the ids at these places, walking on in ever longer stretches where they lie unevenly."""
        ids, taken, walked, reach = rows.values_list("pk", flat=True), [], 0, self._reach(stop)
        while len(taken) < stop and walked < self._total:
            # One plain answer: a cursor of the server would be kept whole there, and fetched in many ways to and fro.
            taken += islice((pk for pk in ids[walked:reach] if pk in self._members), stop - len(taken))
            walked, reach = reach, reach * FURTHER
        return taken[start:stop]
