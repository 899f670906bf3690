"""How much one network may send, counted in the database: the limits hold while Redis is away.

A count belongs to a window of fixed length. What the window before holds counts for as much of it as still lies
within the last ``seconds``, so that nobody sends twice the limit around a full hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from portal.intake.models import Count


@dataclass(frozen=True)
class Limit:
    """At most ``most`` times within any ``seconds``."""

    most: int
    seconds: int


@transaction.atomic
def take(what: str, who: str, *limits: Limit) -> list[Limit]:
    """Count once more, and return the limits that this exceeds: none when it is allowed.

    Of many at once each gets a number of its own: exactly ``most`` are within the limit. What exceeds a limit counts
    too.
    """
    now = timezone.now().timestamp()
    # Several limits over the same time look at one count; the order keeps two requests from waiting for each other.
    times = {seconds: _count(what, who, seconds, now) for seconds in sorted({limit.seconds for limit in limits})}
    return [limit for limit in limits if times[limit.seconds] > limit.most]


def peek(what: str, who: str, *limits: Limit) -> list[Limit]:
    """Return the limits that once more would exceed. Nothing is counted."""
    now = timezone.now().timestamp()
    return [limit for limit in limits if _seen(what, who, limit.seconds, now) + 1 > limit.most]


def _seen(what: str, who: str, seconds: int, now: float) -> float:
    window = int(now // seconds)
    rows = Count.objects.filter(what=what, who=who, seconds=seconds, window__in=(window, window - 1))
    times = dict(rows.values_list("window", "times"))
    return times.get(window, 0) + _still(times.get(window - 1, 0), seconds, now)


def _still(before: int, seconds: int, now: float) -> int:
    """Return how much of the window before still counts."""
    return math.floor(before * (1 - now / seconds % 1))


def _count(what: str, who: str, seconds: int, now: float) -> float:
    window = int(now // seconds)
    ends_at = datetime.fromtimestamp((window + 1) * seconds, UTC)
    row, _made = Count.objects.get_or_create(
        what=what, who=who, seconds=seconds, window=window, defaults={"ends_at": ends_at}
    )
    # The row is ours from here to the end of the transaction: nobody reads the same number.
    Count.objects.filter(pk=row.pk).update(times=F("times") + 1)
    row.refresh_from_db(fields=["times"])
    return row.times + _still(_before(what, who, seconds, window), seconds, now)


def _before(what: str, who: str, seconds: int, window: int) -> int:
    found = Count.objects.filter(what=what, who=who, seconds=seconds, window=window - 1)
    return found.values_list("times", flat=True).first() or 0


def forget_old_counts() -> int:
    """Delete counts of windows that ended more than two days ago; return how many."""
    return Count.objects.filter(ends_at__lt=timezone.now() - timedelta(days=2)).delete()[0]
