"""Storing the demo's movements and its clusters with their years."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Model

from exemplars.movements.models import Cluster, ClusterTerm, Criterion, Movement, Score, TermMember
from exemplars.organisations.models import Organisation
from portal.demo.ledger import Ledger
from portal.demo.registry.reading import Registry
from portal.places.models import Place
from portal.vietnamese.text import fold

_HALF = Decimal("0.5")


def store_movements(
    wanted: list[dict[str, Any]], ledger: Ledger, documents: Mapping[str, Model]
) -> dict[str, Movement]:
    """Store the movements; one the office has already under the same name is used as it is."""
    stored: dict[str, Movement] = {}
    for entry in wanted:
        key = f"movement:{entry['key']}"
        movement = ledger.find(key, Movement) or Movement.objects.filter(name_key=fold(entry["name"])).first()
        if movement is None:
            movement = Movement(
                name=entry["name"],
                slogan=entry.get("slogan", ""),
                scope=entry["scope"],
                decision=documents.get(entry.get("document", "")),
                launched_by=Organisation.objects.filter(slug=entry.get("launched_by", "")).first(),
                starts_on=entry["starts_on"],
                ends_on=entry.get("ends_on"),
                summary=entry["summary"],
                parent=stored.get(entry.get("parent", "")),
                # The national movements are real.
                is_demo=entry["scope"] != Movement.Scope.NATIONAL,
            )
            movement.save()
            ledger.made(key, movement)
        stored[entry["key"]] = movement
    return stored


def store_clusters(registry: Registry, ledger: Ledger, organisation: Callable[[str], Organisation]) -> None:
    """Store clusters with their years, members, criteria and scores."""
    for entry in registry.clusters:
        key = f"cluster:{entry['key']}"
        if ledger.find(key, Cluster) or Cluster.objects.filter(name=entry["name"]).exists():
            continue
        cluster = Cluster(
            name=entry["name"], kind=entry["kind"], level=entry["level"], summary=entry["summary"], is_demo=True
        )
        cluster.save()
        ledger.made(key, cluster)
        for term in entry["term"]:
            _store_term(cluster, term, registry.criteria, organisation)


def _store_term(
    cluster: Cluster,
    entry: dict[str, Any],
    criteria: list[tuple[str, str, int]],
    organisation: Callable[[str], Organisation],
) -> None:
    term = ClusterTerm.objects.create(
        cluster=cluster, year=entry["year"], note=entry.get("note", ""), is_closed=entry["closed"]
    )
    lines = Criterion.objects.bulk_create(
        Criterion(term=term, group=group, name=name, max_points=most, sort_order=order)
        for order, (group, name, most) in enumerate(criteria)
    )
    totals = sorted({_total(row) for row in entry["members"]}, reverse=True)
    for order, row in enumerate(entry["members"]):
        role, unit, bonus, minus, result, percent = row
        slug = unit.removeprefix("noi:")
        where = {"place": Place.objects.get(slug=slug)} if slug != unit else {"organisation": organisation(unit)}
        member = TermMember.objects.create(
            term=term,
            role=role,
            bonus=bonus,
            minus=minus,
            result=result,
            rank=totals.index(_total(row)) + 1 if entry["closed"] else None,
            sort_order=order,
            **where,
        )
        if percent:
            Score.objects.bulk_create(_scores(member, lines, Decimal(str(percent))))


def _total(row: list[Any]) -> Decimal:
    return Decimal(str(row[5])) + row[2] - row[3]


def _scores(member: TermMember, lines: list[Criterion], points: Decimal) -> list[Score]:
    """Spread a member's points over the criteria; the cross-check finds half a point less than each gave itself."""
    lost = Decimal(100) - points
    scores = []
    for line in lines:
        share = (lost * line.max_points / 100).quantize(Decimal("0.1"))
        scores.append(Score(member=member, criterion=line, checked_points=line.max_points - share))
    # What rounding took or gave is put right on the first line, so that the sum is the points told.
    scores[0].checked_points += points - sum(score.checked_points for score in scores)
    for score in scores:
        score.own_points = min(score.criterion.max_points, score.checked_points + _HALF)
    return scores
