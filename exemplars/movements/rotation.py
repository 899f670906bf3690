"""Whose turn it is to lead: heads go round among the members of a cluster."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from exemplars.movements.models import ClusterTerm, TermMember
from exemplars.movements.scoring import members_of
from exemplars.movements.successions import UnitKey, heirs, unit_key


@dataclass(frozen=True, slots=True)
class Turn:
    """A member and the years in which it, or what it was made of, led the cluster."""

    member: TermMember
    years: tuple[int, ...]

    @property
    def last(self) -> int | None:
        """The last year it led."""
        return self.years[-1] if self.years else None


def turns(term: ClusterTerm) -> list[Turn]:
    """Return the term's members, those who never led first, then those who led longest ago: a suggestion only."""
    heads = TermMember.objects.filter(term__cluster=term.cluster_id, role=TermMember.Role.HEAD)
    rows = [
        (year, ("place", place) if place else ("organisation", organisation))
        for year, place, organisation in heads.values_list("term__year", "place_id", "organisation_id")
    ]
    became = heirs({key for _year, key in rows}, timezone.localdate())
    led: dict[UnitKey, set[int]] = {}
    for year, key in rows:
        for one in {key, *(became[key].met if key in became else ())}:
            led.setdefault(one, set()).add(year)
    found = [Turn(member, tuple(sorted(led.get(unit_key(member), ())))) for member in members_of(term)]
    return sorted(found, key=lambda turn: turn.last or 0)
