"""Scores saved all at once or not at all, and never over somebody else's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import transaction
from wagtail.log_actions import log

from exemplars.movements.models import ClusterTerm, Score, TermMember
from exemplars.movements.scoring import Points, score_table


class Conflict(Exception):
    """The term changed since the sheet was fetched."""


class Closed(Exception):
    """The year is closed; its scores stand."""


@dataclass(slots=True)
class Sheet:
    """What to store: points by member and criterion, bonus and minus by member; what is not named stays."""

    points: Mapping[tuple[int, int], Points]
    extras: Mapping[int, tuple[Decimal, Decimal]] = field(default_factory=dict)
    record_ranks: bool = False


@transaction.atomic
def save_scores(term_id: int, version: int | None, sheet: Sheet, actor: Any) -> int:
    """Store a sheet of scores and return how many values changed.

    Raises Conflict when the term is not in the version the sheet was filled in on, Closed when the year is closed.
    """
    term = ClusterTerm.objects.select_for_update().get(pk=term_id)
    if term.version != version:
        raise Conflict
    if term.is_closed:
        raise Closed
    changed = _save_points(term, sheet) + _save_extras(term, sheet)
    if sheet.record_ranks:
        changed += _record_ranks(term)
    if changed:
        term.save(update_fields=["version"])
        log(instance=term, action="movements.scored", user=actor, data={"values": changed})
    return changed


def _save_points(term: ClusterTerm, sheet: Sheet) -> int:
    stored = {(one.member_id, one.criterion_id): one for one in Score.objects.filter(member__term=term)}
    new, changed, emptied, values = [], [], [], 0
    for key, points in sheet.points.items():
        score = stored.get(key) or Score(member_id=key[0], criterion_id=key[1])
        different = (score.own_points != points.own) + (score.checked_points != points.checked)
        if not different:
            continue
        values += different
        score.own_points, score.checked_points = points.own, points.checked
        if points == Points():
            emptied.append(score.pk)
        else:
            (changed if score.pk else new).append(score)
    Score.objects.bulk_create(new)
    Score.objects.bulk_update(changed, ["own_points", "checked_points"], batch_size=200)
    Score.objects.filter(pk__in=emptied).delete()
    return values


def _save_extras(term: ClusterTerm, sheet: Sheet) -> int:
    changed, values = [], 0
    for member in TermMember.objects.filter(term=term, pk__in=sheet.extras):
        bonus, minus = sheet.extras[member.pk]
        different = (member.bonus != bonus) + (member.minus != minus)
        if different:
            values += different
            member.bonus, member.minus = bonus, minus
            changed.append(member)
    TermMember.objects.bulk_update(changed, ["bonus", "minus"])
    return values


def _record_ranks(term: ClusterTerm) -> int:
    """Write the ranks by points into the members, where the year-end meeting's ranks stand."""
    changed = []
    for row in score_table(term).standings:
        if row.member.rank != row.rank:
            row.member.rank = row.rank
            changed.append(row.member)
    TermMember.objects.bulk_update(changed, ["rank"])
    return len(changed)
