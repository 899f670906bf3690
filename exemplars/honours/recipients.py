"""Who received a conferral, as readers may see it.

A name comes from the decision itself, or from a dossier that is public. A dossier not yet public is only counted; one
that was withdrawn leaves "Đã rút theo đề nghị" in its place. Nothing else of such a conferral (unit, achievement) may
be shown either: it would tell who it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from exemplars.honours.models import Conferral
from portal.vietnamese.names import sort_key

# The state of exemplars.registry.models.State; the registry stands above this app.
WITHDRAWN = "withdrawn"

NAMED = Q(exemplar__isnull=True) | Q(exemplar__is_public=True)
"""Conferrals whose recipient readers may know."""

MENTIONED = NAMED | Q(exemplar__state=WITHDRAWN)
"""Conferrals that have a row of their own."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One row: a name with what the decision says of it, or that there was one."""

    name: str
    unit: str = ""
    achievement: str = ""
    url: str = ""
    key: str = ""
    is_withdrawn: bool = False


def recipient_of(conferral: Conferral) -> Recipient | None:
    """Return the recipient of a conferral as readers may see it; None for one that is only counted.

    Expects ``exemplar`` to be joined.
    """
    exemplar = conferral.exemplar
    if exemplar is None:
        name = conferral.recipient_name
        return Recipient(name, conferral.recipient_unit, conferral.achievement, key=sort_key(_by_given_name(name)))
    if exemplar.is_public:
        return Recipient(
            exemplar.name,
            conferral.recipient_unit,
            conferral.achievement,
            exemplar.get_absolute_url(),
            sort_key(_parts_in_order(exemplar)),
        )
    if exemplar.state == WITHDRAWN:
        return Recipient(_("Đã rút theo đề nghị"), is_withdrawn=True)
    return None


def _parts_in_order(exemplar: Any) -> str:
    """Return a dossier's name as offices sort it: given, family, middle name; other names as they stand."""
    if not exemplar.given_name:
        return exemplar.name
    return f"{exemplar.given_name} {exemplar.family_name} {exemplar.middle_name}"


def _by_given_name(name: str) -> str:
    """Return a name with the given name first, if it looks like a person's: two to five capitalised words."""
    words = name.split()
    looks_personal = 2 <= len(words) <= 5 and all(word[:1].isupper() for word in words)
    return " ".join([words[-1], *words[:-1]]) if looks_personal else name


@dataclass(slots=True)
class Row:
    """A conferral with its recipient."""

    conferral: Conferral
    recipient: Recipient


def rows_of(conferrals: Iterable[Conferral]) -> tuple[list[Row], int]:
    """Return the rows to show, in the order given, and how many conferrals are only counted."""
    rows, hidden = [], 0
    for conferral in conferrals:
        recipient = recipient_of(conferral)
        if recipient is None:
            hidden += 1
        else:
            rows.append(Row(conferral, recipient))
    return rows, hidden


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Return rows in Vietnamese order of their names, withdrawn ones last."""
    return sorted(rows, key=lambda row: (row.recipient.is_withdrawn, row.recipient.key, row.conferral.pk))
