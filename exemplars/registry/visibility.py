"""What of an exemplar is public now, worked out in the transaction that changed it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from exemplars.registry.consents import scope
from exemplars.registry.facets.keeping import keep
from exemplars.registry.models import Exemplar
from exemplars.registry.models.state import PUBLIC
from exemplars.registry.signals import visibility_changed
from portal.delivery.purge import purge_when_committed
from search import indexing


def honour_weight(conferrals: Any) -> tuple[int, int]:
    """Return the highest level of the honours that stand, and a number that orders exemplars by their best honour."""
    standing = [one for one in conferrals if one.stands]
    level = max((one.honour.level for one in standing), default=0)
    # A higher class (1 before 3) weighs more; one without classes as much as the first.
    ranks = [one.honour.level * 100_000 + one.honour.rank * 10 + 4 - (one.honour_class or 1) for one in standing]
    return level, max(ranks, default=0)


def derived_state(exemplar: Exemplar) -> dict[str, Any]:
    """Return the fields that follow from state, consents and conferrals."""
    allowed = scope(exemplar)
    level, rank = honour_weight(exemplar.conferrals.all())
    return {
        "is_public": exemplar.state in PUBLIC and allowed.name,
        "shows_face": allowed.face,
        "shows_place": allowed.place,
        "honour_level": level,
        "honour_rank": rank,
    }


@transaction.atomic
def refresh_public(exemplar: Exemplar) -> None:
    """Bring an exemplar's public side in step: flags, sets for counting, search; forget kept pages that show more.

    Idempotent. Call it after whatever changed an exemplar, its consents, honours, movements or places.
    """
    fresh = (
        Exemplar.objects.select_for_update(of=("self",))
        .select_related("organisation", "field")
        .prefetch_related("consents", "conferrals__honour", "movements")
        .get(pk=exemplar.pk)
    )
    before = (fresh.is_public, fresh.shows_face, fresh.shows_place)
    derived = derived_state(fresh)
    for name, value in derived.items():
        setattr(fresh, name, value)
        setattr(exemplar, name, value)
    Exemplar.objects.filter(pk=fresh.pk).update(**derived)
    keep([fresh])
    indexing.changed([f"exemplar:{fresh.pk}"], at_once=True)
    after = (fresh.is_public, fresh.shows_face, fresh.shows_place)
    if any(was and not now for was, now in zip(before, after, strict=True)):
        purge_when_committed()
    visibility_changed.send(Exemplar, exemplar=exemplar, public=fresh.is_public)
