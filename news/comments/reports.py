"""Readers' reports: three networks bring a comment before a moderator again; none takes it down."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from news.comments.models import PUBLIC, Comment, Report
from news.comments.states import lock

ENOUGH = 3
"""Networks that must have reported a comment."""


@transaction.atomic
def report(comment: Comment, *, net_hash: str, why: str, note: str = "") -> bool:
    """Store a report; return False for a second one of the same network, or of what is not public any more."""
    locked = lock(comment)
    if locked.state not in PUBLIC:
        return False
    try:
        with transaction.atomic():
            Report.objects.create(comment=locked, net_hash=net_hash, why=why, note=note)
    except IntegrityError:
        return False
    if locked.reported_at is None and locked.reports.filter(settled=False).count() >= ENOUGH:
        Comment.objects.filter(pk=locked.pk).update(reported_at=timezone.now())
    return True


def reopen(locked: Comment, *, settled_after: datetime) -> None:
    """Take back, on a locked comment and unsaved, that reports made after a decision were settled by the next one."""
    locked.reports.filter(settled=True, at__gte=settled_after).update(settled=False)
    times = list(locked.reports.filter(settled=False).order_by("at").values_list("at", flat=True)[:ENOUGH])
    locked.reported_at = times[-1] if len(times) == ENOUGH else None
