"""Reading sets: one query for all a list needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import BinaryField, Case, Value, When
from pyroaring import FrozenBitMap

from exemplars.registry.facets.remembered import Wanted, remembered
from exemplars.registry.facets.terms import ALL, Term
from exemplars.registry.models import FacetSet

NOBODY = FrozenBitMap()


class Sets:
    """Sets as loaded; a term nobody has is an empty set."""

    def __init__(self, members: Mapping[Term, FrozenBitMap]) -> None:
        self._members = members

    def of(self, facet: str, value: str) -> FrozenBitMap:
        """Return the ids under one value."""
        return self._members.get((facet, value), NOBODY)

    @property
    def everybody(self) -> FrozenBitMap:
        """All public exemplars."""
        return self.of(*ALL)

    def values(self, facet: str) -> dict[str, FrozenBitMap]:
        """Return every loaded value of a facet with its members."""
        return {value: members for (name, value), members in self._members.items() if name == facet}

    def counts(self, facet: str, among: FrozenBitMap | None = None) -> dict[str, int]:
        """Return how many exemplars have each value of a facet, of all or of those in ``among``; zeros left out."""
        counted = {
            value: len(members) if among is None else members.intersection_cardinality(among)
            for value, members in self.values(facet).items()
        }
        return {value: count for value, count in counted.items() if count}


def load(facets: Collection[str] = (), *, terms: Iterable[Term] = (), units_of: int | None = None) -> Sets:
    """Load whole facets, single terms, and the districts and communes of a province, with one query.

    The set of everybody always comes along. Which sets there are and what is in them is asked of the database every
    time; only those whose stamp this process has not met are sent.
    """
    wanted = Wanted(frozenset(["all", *facets]), frozenset(terms), None if units_of is None else f"{units_of}.")
    known = remembered.among(wanted)
    fresh = Case(When(stamp__in=list(known), then=Value(None)), default="members", output_field=BinaryField())
    rows = FacetSet.objects.filter(wanted.condition).values_list("facet", "value", "stamp", fresh)
    sets: dict[Term, FrozenBitMap] = {}
    for facet, value, stamp, sent in rows:
        members = known[stamp] if sent is None else FrozenBitMap.deserialize(bytes(sent))
        remembered.keep((facet, value), stamp, members)
        if members:
            sets[facet, value] = members
    return Sets(sets)
