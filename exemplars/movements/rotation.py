"""Whose turn it is to lead: heads go round among the members of a cluster."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from exemplars.movements.models import ClusterTerm, TermMember
from exemplars.movements.successions import UnitKey, heirs, key_of


@dataclass(frozen=True, slots=True)
class Turn:
    """A place or organisation and the years in which it, or what it was made of, led the cluster."""

    unit: Any
    years: tuple[int, ...]

    @property
    def last(self) -> int | None:
        """The last year it led."""
        return self.years[-1] if self.years else None


def turns(term: ClusterTerm, units: Iterable[Any]) -> list[Turn]:
    """Return the units, those that never led the term's cluster first, then those that led longest ago.

    A suggestion only: the year-end meeting elects.
    """
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
    found = [Turn(unit, tuple(sorted(led.get(key_of(unit), ())))) for unit in units]
    return sorted(found, key=lambda turn: turn.last or 0)
