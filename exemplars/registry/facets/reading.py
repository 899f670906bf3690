"""Reading sets: one query for all a list needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Q
from pyroaring import BitMap

from exemplars.registry.facets.terms import ALL, Term
from exemplars.registry.models import FacetSet

NOBODY = BitMap()


class Sets:
    """Sets as loaded; a term nobody has is an empty set."""

    def __init__(self, members: Mapping[Term, BitMap]) -> None:
        self._members = members

    def of(self, facet: str, value: str) -> BitMap:
        """Return the ids under one value."""
        return self._members.get((facet, value), NOBODY)

    @property
    def everybody(self) -> BitMap:
        """All public exemplars."""
        return self.of(*ALL)

    def values(self, facet: str) -> dict[str, BitMap]:
        """Return every loaded value of a facet with its members."""
        return {value: members for (name, value), members in self._members.items() if name == facet}

    def counts(self, facet: str, among: BitMap | None = None) -> dict[str, int]:
        """Return how many exemplars have each value of a facet, of all or of those in ``among``; zeros left out."""
        counted = {
            value: len(members) if among is None else members.intersection_cardinality(among)
            for value, members in self.values(facet).items()
        }
        return {value: count for value, count in counted.items() if count}


def load(facets: Collection[str] = (), *, terms: Iterable[Term] = (), units_of: int | None = None) -> Sets:
    """Load whole facets, single terms, and the districts and communes of a province, with one query.

    The set of everybody always comes along.
    """
    wanted = Q(facet__in=["all", *facets])
    for facet, value in terms:
        wanted |= Q(facet=facet, value=value)
    if units_of is not None:
        wanted |= Q(facet__in=["district", "commune"], value__startswith=f"{units_of}.")
    rows = FacetSet.objects.filter(wanted).values_list("facet", "value", "members")
    sets = {(facet, value): BitMap.deserialize(bytes(members)) for facet, value, members in rows}
    return Sets({term: members for term, members in sets.items() if members})
