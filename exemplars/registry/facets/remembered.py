"""Sets this process has read before, so that a list of a large registry need not fetch and decode them again."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from threading import Lock

from django.db.models import Q
from pyroaring import FrozenBitMap

from exemplars.registry.facets.terms import Term

UNITS = ("district", "commune")
MOST = 4000
"""Sets remembered. None of 100,000 exemplars is larger than 13 KB (a bit each), so all together at most 50 MB."""


@dataclass(frozen=True)
class Wanted:
    """Which sets a list needs: whole facets, single terms, units whose value begins like this."""

    facets: frozenset[str]
    terms: frozenset[Term]
    units: str | None

    @property
    def condition(self) -> Q:
        """The same, as the database is asked."""
        asked = Q(facet__in=sorted(self.facets))
        for facet, value in sorted(self.terms):
            asked |= Q(facet=facet, value=value)
        if self.units is not None:
            asked |= Q(facet__in=UNITS, value__startswith=self.units)
        return asked


class Remembered:
    """Decoded sets by facet and value, each with the stamp it was read under.

    A stamp is a digest of the content: what has the same stamp is the same set, whoever wrote it, in whichever
    database. So nothing here can be out of date: the database says the stamp, and this only what it stands for.
    """

    def __init__(self, most: int = MOST) -> None:
        self._sets: dict[str, dict[str, tuple[str, FrozenBitMap]]] = defaultdict(dict)
        self._count, self._most, self._lock = 0, most, Lock()

    def __len__(self) -> int:
        return self._count

    def among(self, wanted: Wanted) -> dict[str, FrozenBitMap]:
        """Return what is known of the sets wanted, by stamp."""
        with self._lock:
            found = [kept for facet in wanted.facets for kept in self._sets[facet].values()]
            found += [self._sets[facet][value] for facet, value in wanted.terms if value in self._sets[facet]]
            if wanted.units is not None:
                found += [
                    kept
                    for facet in UNITS
                    for value, kept in self._sets[facet].items()
                    if value.startswith(wanted.units)
                ]
        return dict(found)

    def keep(self, term: Term, stamp: str, members: FrozenBitMap) -> None:
        """Remember a set; when there are too many, all of them are forgotten first."""
        facet, value = term
        with self._lock:
            if value not in self._sets[facet]:
                if self._count >= self._most:
                    self._sets.clear()
                    self._count = 0
                self._count += 1
            self._sets[facet][value] = (stamp, members)

    def forget(self) -> None:
        """Forget everything."""
        with self._lock:
            self._sets.clear()
            self._count = 0


remembered = Remembered()
"""The memory of this process."""
