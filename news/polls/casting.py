"""Casting a vote: once for a browser, held where it looks pushed, refused only when it cannot count, never lost."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db import IntegrityError, transaction
from django.db.models import Count, F
from django.db.models.functions import TruncMinute
from django.utils import timezone

from news.polls.models import Option, Poll, Refusal, Vote
from portal.intake.network import KEPT
from portal.intake.receipts import token_hash

PER_NETWORK = 300
"""Votes of one network on one day that count without a look: an office or a school sits behind one address."""
BURST = 10
"""Times the median of votes a minute that make a burst."""
QUIET = 60
"""Votes a minute that are never a burst: so many come when somebody reads the address aloud at a meeting."""
WINDOW = timedelta(hours=24)
"""How far back the median looks."""


@dataclass(frozen=True, slots=True)
class Ballot:
    """A vote as it came in: the browser's token, the form's key, the network's hash, whether it smells of a robot."""

    option: Option
    token: str
    submit_key: str
    network: str
    robot: bool = False


@transaction.atomic
def cast(poll: Poll, ballot: Ballot, now: datetime | None = None) -> Vote | None:
    """Store a vote; None when this browser, or this very form, voted before. That is counted too."""
    now = now or timezone.now()
    if has_voted(poll, ballot.token):
        refuse(poll, Refusal.Why.AGAIN)
        return None
    reason = _why_held(poll, ballot, now)
    # One statement decides between two at once: the database keeps one vote of a browser and one of a form.
    try:
        with transaction.atomic():
            return Vote.objects.create(
                poll=poll,
                option=ballot.option,
                token_hash=token_hash(ballot.token),
                submit_key=token_hash(ballot.submit_key),
                network=ballot.network,
                state=Vote.State.HELD if reason else Vote.State.COUNTED,
                reason=reason,
                created_at=now,
            )
    except IntegrityError:
        refuse(poll, Refusal.Why.AGAIN)
        return None


@transaction.atomic
def refuse(poll: Poll, why: str) -> None:
    """Count a vote that was refused."""
    if not Refusal.objects.filter(poll=poll, why=why).update(times=F("times") + 1):
        Refusal.objects.bulk_create([Refusal(poll=poll, why=why)], ignore_conflicts=True)
        Refusal.objects.filter(poll=poll, why=why).update(times=F("times") + 1)


def has_voted(poll: Poll, token: str) -> bool:
    """Return whether the browser with this token voted."""
    return bool(token) and Vote.objects.filter(poll=poll, token_hash=token_hash(token)).exists()


def _why_held(poll: Poll, ballot: Ballot, now: datetime) -> str:
    """Return why a vote goes to the held pile; empty when it counts."""
    if ballot.robot:
        return Vote.Reason.ROBOT
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    of_network = Vote.objects.filter(poll=poll, network=ballot.network, created_at__gte=since)
    if of_network.count() >= PER_NETWORK:
        return Vote.Reason.NETWORK
    return Vote.Reason.BURST if is_burst(poll, now) else ""


def is_burst(poll: Poll, now: datetime) -> bool:
    """Return whether one more vote in this minute would be more than ten times the median minute of a day.

    Minutes without votes count for nothing: at night the median would be nought, and the first reader of the morning
    a burst.
    """
    minute = now.replace(second=0, microsecond=0)
    this = Vote.objects.filter(poll=poll, created_at__gte=minute).count() + 1
    if this <= QUIET:
        return False
    before = per_minute(poll, minute - WINDOW, minute)
    return this > max(QUIET, BURST * median(before.values()) if before else 0)


def per_minute(poll: Poll, since: datetime, until: datetime) -> Counter[datetime]:
    """Return how many votes that count, or counted when they came, each minute brought."""
    rows = Vote.objects.filter(poll=poll, created_at__gte=since, created_at__lt=until)
    rows = rows.exclude(reason=Vote.Reason.BURST).order_by()
    found = rows.annotate(minute=TruncMinute("created_at")).values_list("minute").annotate(Count("pk"))
    return Counter(dict(found))


def forget_networks() -> int:
    """Empty the hashes of networks whose key is gone: they mean nothing any more. Returns how many."""
    old = Vote.objects.filter(created_at__lt=timezone.now() - KEPT).exclude(network="")
    return old.update(network="")
