"""How well the promise to readers is kept: 90 % of comments decided within 4 working hours, all within 2 working days.

Counted are readers' comments of the last 30 days: from the moment one came to the first decision of a person about it,
in working time (``worktime``). One that still waits counts as late once its time has passed, and not at all before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Min, Q
from django.utils import timezone

from news.comments.models import Comment, State
from news.comments.worktime import PROMISED, worked

SOON, SOON_SHARE = timedelta(hours=4), 0.9
WINDOW = timedelta(days=30)
GOOD, CAREFUL, BAD = "good", "careful", "bad"
NEARLY = (0.75, 0.95)
"""Shares within 4 hours and 2 days from which the promise is nearly kept."""


@dataclass(frozen=True, slots=True)
class Service:
    """Shares decided in time (0 to 1), of how many, the oldest that waits, and how that is to be judged."""

    counted: int
    soon: float
    latest: float
    oldest: datetime | None
    level: str
    oldest_level: str


def _waits() -> list[tuple[datetime, datetime | None]]:
    """Return when each reader's comment came and when a person first decided; None while it is held."""
    by_person = Q(decisions__actor__isnull=False) & Q(decisions__from_state=State.HELD)
    rows = Comment.objects.filter(badge="", created__gte=timezone.now() - WINDOW).exclude(
        state__in=[State.WITHDRAWN, State.ERASED]
    )
    rows = rows.annotate(first=Min("decisions__at", filter=by_person)).values_list("created", "first", "state")
    return [(created, None if state == State.HELD else first) for created, first, state in rows]


def _share(times: list[tuple[timedelta, bool]], limit: timedelta) -> tuple[float, int]:
    """Return the share decided within a limit, and of how many; a waiting one counts when the limit has passed."""
    counted = [(took, decided) for took, decided in times if decided or took > limit]
    kept = sum(decided and took <= limit for took, decided in counted)
    return (kept / len(counted) if counted else 1.0), len(counted)


def _level(soon: float, latest: float) -> str:
    if soon >= SOON_SHARE and latest >= 1:
        return GOOD
    return CAREFUL if soon >= NEARLY[0] and latest >= NEARLY[1] else BAD


def _oldest_level(oldest: datetime | None, now: datetime) -> str:
    if oldest is None:
        return GOOD
    if now - oldest > WINDOW:
        return BAD
    took = worked(oldest, now)
    return BAD if took > PROMISED else CAREFUL if took > SOON else GOOD


def service() -> Service:
    """Return how the promise stands now, in two queries."""
    now = timezone.now()
    times = [(worked(created, first or now), first is not None) for created, first in _waits()]
    soon, _waiting = _share(times, SOON)
    latest, counted = _share(times, PROMISED)
    oldest = Comment.objects.filter(state=State.HELD).aggregate(oldest=Min("created"))["oldest"]
    return Service(counted, soon, latest, oldest, _level(soon, latest), _oldest_level(oldest, now))
