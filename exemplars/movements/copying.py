"""A cluster's next year begun from the last: its members, as they are called then, and its criteria."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from exemplars.movements.models import ClusterTerm, Criterion, TermMember
from exemplars.movements.naming import joined
from exemplars.movements.scoring import members_of
from exemplars.movements.successions import UnitKey, heirs, unit_key


class CannotCopy(Exception):
    """The year asked for cannot be begun; the message says why, for people."""


@dataclass(slots=True)
class NextMember:
    """A member of the year to come, and the members of the old year it stands for."""

    unit: Any
    came_from: list[TermMember] = field(default_factory=list)


@dataclass(slots=True)
class Copied:
    """A term just made, and what staff should know of its members."""

    term: ClusterTerm
    notes: list[str]


def next_members(term: ClusterTerm, day: date) -> tuple[list[NextMember], list[str]]:
    """Return the members as they are called on a day, and notes on those that changed."""
    members = members_of(term)
    became = heirs((unit_key(member) for member in members), day)
    found: dict[UnitKey, NextMember] = {}
    notes = []
    for member in members:
        heir = became.get(unit_key(member))
        sort = unit_key(member)[0]
        for unit in heir.now if heir else (member.unit,):
            found.setdefault((sort, unit.pk), NextMember(unit)).came_from.append(member)
        if heir and len(heir.now) > 1:
            said = {"old": member, "names": joined(map(str, heir.now))}
            notes.append(_("%(old)s đã chia thành %(names)s; cần xem lại thành viên.") % said)
    notes += [note for note in map(_note, found.values()) if note]
    return list(found.values()), notes


def _note(one: NextMember) -> str:
    """Say when several members became one, or one goes by a new name."""
    old = joined(map(str, one.came_from))
    if len(one.came_from) > 1:
        return _("%(new)s thay cho %(old)s.") % {"new": one.unit, "old": old}
    if one.came_from[0].unit != one.unit and old != str(one.unit):
        return _("%(new)s kế thừa %(old)s.") % {"new": one.unit, "old": old}
    return ""


def copy_term(term: ClusterTerm, year: int, *, on: date | None = None) -> Copied:
    """Begin a later year of the same cluster and return it with notes.

    Members are taken as they are called ``on`` a day, 1 January of the year unless told: the year's pledge is signed
    at its beginning. Who leads is not copied, for the year-end meeting elects; nor are scores, ranks and decision.
    Raises CannotCopy for a year that is there already or does not come after.
    """
    if not term.year < year <= 2100:
        raise CannotCopy(_("Năm mới phải sau năm %(year)s.") % {"year": term.year})
    with transaction.atomic():
        if ClusterTerm.objects.filter(cluster=term.cluster_id, year=year).exists():
            raise CannotCopy(_("%(cluster)s đã có năm %(year)s.") % {"cluster": term.cluster, "year": year})
        members, notes = next_members(term, on or date(year, 1, 1))
        made = ClusterTerm(cluster=term.cluster, year=year, note="\n".join(notes))
        made.members = [_member(place, one) for place, one in enumerate(members)]
        made.criteria = [
            Criterion(sort_order=place, group=one.group, name=one.name, max_points=one.max_points)
            for place, one in enumerate(Criterion.objects.filter(term=term).order_by("sort_order"))
        ]
        made.save()
    return Copied(made, notes)


def _member(place: int, one: NextMember) -> TermMember:
    key = unit_key(one.came_from[0])[0]
    return TermMember(sort_order=place, role=TermMember.Role.MEMBER, **{key: one.unit})
