"""What the members of a cluster became: asked for all of them at once, never one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q

from exemplars.movements.models import TermMember
from exemplars.organisations.models import OrganisationSuccession
from portal.places.models import Place, Succession

UnitKey = tuple[str, int]
"""("place", 12) or ("organisation", 12)."""

MAX_STEPS = 12
"""No unit was reshaped more often; a loop in the data ends here."""


@dataclass(frozen=True, slots=True)
class Heirs:
    """What a unit became: ``now`` its successors in the end, ``met`` all on the way, ``since`` the last day."""

    now: tuple[Any, ...]
    met: frozenset[UnitKey]
    since: date | None


def unit_key(member: TermMember) -> UnitKey:
    """Return what tells a member's place or organisation from all others."""
    return ("place", member.place_id) if member.place_id else ("organisation", member.organisation_id)


def key_of(unit: Any) -> UnitKey:
    """Return the same for a place or an organisation itself."""
    return ("place" if isinstance(unit, Place) else "organisation", unit.pk)


def heirs(keys: Iterable[UnitKey], day: date) -> dict[UnitKey, Heirs]:
    """Return the successors, as of a day, of those units that have any: a query for each step and sort of unit."""
    wanted: dict[str, set[int]] = {"place": set(), "organisation": set()}
    for sort, pk in keys:
        wanted[sort].add(pk)
    followed = _follow("place", Succession, ("successor__province",), wanted["place"], day)
    return followed | _follow("organisation", OrganisationSuccession, ("successor",), wanted["organisation"], day)


def _follow(sort: str, links: type[Model], joined: tuple[str, ...], ids: set[int], day: date) -> dict[UnitKey, Heirs]:
    became = _links(links, joined, ids, day)
    return {(sort, pk): _heirs(sort, pk, became) for pk in ids if pk in became}


def _links(links: type[Model], joined: tuple[str, ...], ids: set[int], day: date) -> dict[int, list[Any]]:
    """Return the links onward from these units and from all they became."""
    became: dict[int, list[Any]] = {}
    ahead = set(ids)
    for _step in range(MAX_STEPS):
        if not ahead:
            break
        rows = links.objects.filter(Q(on__lte=day) | Q(on__isnull=True), predecessor__in=ahead)
        found: set[int] = set()
        for link in rows.select_related(*joined).order_by("pk"):
            became.setdefault(link.predecessor_id, []).append(link)
            found.add(link.successor_id)
        ahead = found - became.keys()
    return {pk: _main(rows) for pk, rows in became.items()}


def _main(rows: list[Any]) -> list[Any]:
    """Of a unit that went over whole, slivers given elsewhere do not count; a split one has all its parts."""
    return [row for row in rows if row.share == "whole"] or rows


def _heirs(sort: str, pk: int, became: dict[int, list[Any]]) -> Heirs:
    ends: dict[int, Any] = {}
    met: set[int] = set()
    days: list[date] = []
    ahead = [pk]
    while ahead:
        for link in became.get(ahead.pop(), ()):
            if link.on:
                days.append(link.on)
            if link.successor_id in met or link.successor_id == pk:
                continue
            met.add(link.successor_id)
            if link.successor_id in became:
                ahead.append(link.successor_id)
            else:
                ends[link.successor_id] = link.successor
    return Heirs(tuple(ends.values()), frozenset((sort, one) for one in met), max(days, default=None))
