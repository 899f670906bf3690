"""The moderators' queues, and how long readers have been waiting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Exists, F, Min, OuterRef, Q, Subquery
from django.db.models import QuerySet as Rows
from django.utils import timezone

from news.comments.models import Appeal, Comment, Decision, State
from news.comments.models.comment import CommentQuerySet

NEW, FLAGGED, REPORTED, APPEALS, MINE = "new", "flagged", "reported", "appeals", "mine"
QUEUES = (NEW, FLAGGED, REPORTED, APPEALS, MINE)
RELATED = ("page", "page__section", "parent", "root", "proposed", "claimed_by", "duplicate_of")
"""What the desk shows of each comment besides its own row."""

_APPEAL = Appeal.objects.filter(decision__comment=OuterRef("pk"), state=Appeal.State.OPEN)
_APPEALED = Exists(_APPEAL)
_WRITTEN = Decision.objects.filter(comment=OuterRef("pk"), to_state=State.HELD, actor=None).order_by("-n")

SENT = F("created")
ARRIVED: dict[str, Any] = {
    # Of the reader, who may have been asked to write anew: what staff put back was in the list before.
    NEW: Subquery(_WRITTEN.values("at")[:1]),
    FLAGGED: Subquery(_WRITTEN.values("at")[:1]),
    REPORTED: F("reported_at"),
    APPEALS: Subquery(_APPEAL.order_by("-at").values("at")[:1]),
    MINE: F("claimed_until"),
}
"""When a comment came into a queue; what the desk calls new is new there, however old it is."""


def _conditions(user: Any) -> dict[str, Q]:
    return {
        NEW: Q(state=State.HELD, is_flagged=False),
        FLAGGED: Q(state=State.HELD, is_flagged=True) | Q(state=State.PUBLISHED_EDITED, author_agreed=False),
        REPORTED: Q(reported_at__isnull=False),
        APPEALS: Q(_APPEALED),
        MINE: Q(claimed_by=user, claimed_until__gt=timezone.now()),
    }


def queue(name: str, user: Any) -> CommentQuerySet:
    """Return the comments of a queue, the most urgent first and then the oldest; raises ``KeyError`` for no queue.

    With page, parent and the proposed wording: a list needs no query for a row.
    """
    found = Comment.objects.filter(_conditions(user)[name])
    return found.select_related(*RELATED).order_by("-priority", "created", "pk")


def counts(user: Any) -> dict[str, int]:
    """Return how many comments each queue holds, in one query."""
    wanted = {name: Count("pk", filter=condition) for name, condition in _conditions(user).items()}
    return Comment.objects.aggregate(**wanted)


def next_after(name: str, user: Any, comment: Comment) -> Comment | None:
    """Return the comment of a queue to look at after one just decided; None when the queue is empty."""
    return queue(name, user).exclude(pk=comment.pk).exclude(_claimed_by_others(user)).first()


def _claimed_by_others(user: Any) -> Q:
    return Q(claimed_by__isnull=False, claimed_until__gt=timezone.now()) & ~Q(claimed_by=user)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How well the promise is kept: comments waiting, since when the oldest waits, and of those decided in the last 30
    days the share decided within two days (1 when there were none).
    """

    held: int
    oldest: datetime | None
    within_two_days: float


def waiting() -> Waiting:
    """Return what the first page of the admin says about comments."""
    held = Comment.objects.filter(state=State.HELD).aggregate(held=Count("pk"), oldest=Min("created"))
    recent: Rows = Comment.objects.filter(badge="", created__gte=timezone.now() - timedelta(days=30))
    times = list(recent.filter(decided__isnull=False).exclude(state=State.HELD).values_list("created", "decided"))
    fast = sum(decided - created <= timedelta(days=2) for created, decided in times)
    return Waiting(held["held"], held["oldest"], fast / len(times) if times else 1.0)
