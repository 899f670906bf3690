"""Readers' reports: three networks bring a comment before a moderator again; none takes it down."""

from __future__ import annotations

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
