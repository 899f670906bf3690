"""Clusters, their years and scores for tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from exemplars.movements.models import Cluster, ClusterTerm, Criterion, Score, TermMember
from exemplars.organisations.models import Organisation
from portal.places.models import Place
from tests.registry.factories import make_organisation, make_place, succeed

NORTH = "Cụm thi đua các tỉnh Trung du và Miền núi phía Bắc"
MERGED = date(2025, 7, 1)


def make_cluster(name: str = NORTH, **fields: Any) -> Cluster:
    """Make a cluster."""
    return Cluster.objects.create(name=name, **fields)


def make_term(
    cluster: Cluster | None = None,
    year: int = 2024,
    *,
    units: list[Place | Organisation] | None = None,
    criteria: list[str | tuple[str, str]] | None = None,
    **fields: Any,
) -> ClusterTerm:
    """Make a year; the first unit leads it, the second is deputy. A criterion brings ten points unless told."""
    if units is None:
        units = [make_organisation(f"Sở thứ {number}") for number in range(1, 4)]
    term = ClusterTerm(cluster=cluster or make_cluster(f"Khối các sở {year}"), year=year, **fields)
    roles = [TermMember.Role.HEAD, TermMember.Role.DEPUTY]
    term.members = [
        TermMember(
            sort_order=number,
            role=roles[number] if number < 2 else TermMember.Role.MEMBER,
            **{"place" if isinstance(unit, Place) else "organisation": unit},
        )
        for number, unit in enumerate(units)
    ]
    named = [one if isinstance(one, tuple) else (one, "10") for one in criteria or []]
    term.criteria = [
        Criterion(sort_order=number, name=name, max_points=Decimal(most)) for number, (name, most) in enumerate(named)
    ]
    term.save()
    return term


def members(term: ClusterTerm) -> list[TermMember]:
    """Return a term's members in order."""
    return list(TermMember.objects.filter(term=term).order_by("sort_order"))


def criteria(term: ClusterTerm) -> list[Criterion]:
    """Return a term's criteria in order."""
    return list(Criterion.objects.filter(term=term).order_by("sort_order"))


def give(member: TermMember, *points: tuple[str | None, str | None]) -> None:
    """Give a member its points on the first criteria: (own, checked) each."""
    for criterion, pair in zip(criteria(member.term), points, strict=False):
        own, checked = (Decimal(one) if one is not None else None for one in pair)
        Score.objects.create(member=member, criterion=criterion, own_points=own, checked_points=checked)


def north() -> dict[str, Place]:
    """Make some northern provinces as they were until 30/6/2025 and what they became."""
    old = {name: make_place(name, valid_to=date(2025, 6, 30)) for name in ("Tuyên Quang", "Hòa Bình", "Phú Thọ")}
    new = {f"{name} mới": make_place(name, valid_from=MERGED) for name in ("Tuyên Quang", "Phú Thọ")}
    same = {"Cao Bằng": make_place("Cao Bằng")}
    succeed(old["Tuyên Quang"], new["Tuyên Quang mới"])
    succeed(old["Hòa Bình"], new["Phú Thọ mới"])
    succeed(old["Phú Thọ"], new["Phú Thọ mới"])
    return {**old, **new, **same}
