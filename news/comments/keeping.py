"""How long what a reader gave is kept: networks for 30 days, addresses for 30 days after the outcome."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from news.comments.models import Comment, Report, Sanction, State

KEPT = timedelta(days=30)


def forget_networks() -> int:
    """Null the network hashes of comments and reports older than 30 days, delete sanctions that ended; return rows."""
    before = timezone.now() - KEPT
    comments = Comment.objects.filter(created__lt=before, net_hash__isnull=False).update(net_hash=None)
    reports = Report.objects.filter(at__lt=before, net_hash__isnull=False).update(net_hash=None)
    ended, _by_model = Sanction.objects.filter(until__lt=timezone.now()).delete()
    return comments + reports + ended


def forget_addresses() -> int:
    """Delete the e-mail addresses of comments decided more than 30 days ago; return how many.

    Who follows a comment left the address for that as well: that copy is kept and deleted by ``following``.
    """
    decided = Comment.objects.exclude(email_sealed="").exclude(state=State.HELD)
    return decided.filter(decided__lt=timezone.now() - KEPT).update(email_sealed="")
