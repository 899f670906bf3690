"""Judging votes that were held: released or discarded, with a reason, and back again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min, Q
from wagtail.log_actions import log

from news.polls.models import Poll, Vote
from portal.delivery.purge import purge_when_committed

RELEASED, DISCARDED = "polls.released", "polls.discarded"
_NETWORK = re.compile(r"(?:[0-9a-f]{64})?")
GROUPS = 100
"""Groups shown at once, the largest first."""


@dataclass(frozen=True, slots=True)
class Group:
    """Votes held for one reason from one network, in one state."""

    key: str
    reason: str
    network: str
    state: str
    count: int
    first: Any
    last: Any


def groups_of(poll: Poll) -> list[Group]:
    """Return the votes that were held, grouped; those nobody judged first."""
    rows = Vote.objects.filter(poll=poll).exclude(reason="").order_by()
    rows = rows.values("reason", "network", "state").annotate(
        count=Count("pk"), first=Min("created_at"), last=Max("created_at")
    )
    reasons, states = dict(Vote.Reason.choices), dict(Vote.State.choices)
    found = [
        Group(
            key=f"{row['state']}:{row['reason']}:{row['network']}",
            reason=str(reasons[row["reason"]]),
            network=row["network"][:8],
            state=str(states[row["state"]]),
            count=row["count"],
            first=row["first"],
            last=row["last"],
        )
        for row in rows.order_by("-count")[: GROUPS * 2]
    ]
    return sorted(found, key=lambda group: (not group.key.startswith(Vote.State.HELD), -group.count))[:GROUPS]


def _condition(key: str) -> Q | None:
    """Return the votes a key names: ``state:reason:network``, or ``state:reason:*`` for all networks."""
    state, _colon, rest = key.partition(":")
    reason, _colon, network = rest.partition(":")
    if state not in Vote.State.values or reason not in Vote.Reason.values or not reason:
        return None
    found = Q(state=state, reason=reason)
    if network == "*":
        return found
    return found & Q(network=network) if _NETWORK.fullmatch(network) else None


@transaction.atomic
def judge(poll: Poll, keys: Iterable[str], *, counts: bool, reason: str, actor: Any) -> int:
    """Let groups of held votes count, or not; return how many changed. Only votes that were held are touched."""
    conditions = [found for found in map(_condition, keys) if found is not None]
    if not conditions:
        return 0
    wanted = Q()
    for condition in conditions:
        wanted |= condition
    state = Vote.State.COUNTED if counts else Vote.State.DISCARDED
    rows = Vote.objects.filter(wanted, poll=poll).exclude(reason="").exclude(state=state)
    changed = rows.update(state=state)
    if changed:
        log(poll, RELEASED if counts else DISCARDED, user=actor, data={"count": changed, "reason": reason})
        purge_when_committed()
    return changed


def waiting() -> list[dict[str, Any]]:
    """Return the polls in which votes wait to be judged, with their number."""
    rows = Poll.objects.filter(votes__state=Vote.State.HELD).order_by("-opens_at", "-pk")
    return list(rows.annotate(held=Count("votes")).values("pk", "question", "held"))
