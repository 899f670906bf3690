"""Telling the writer by mail what was decided, once the time for undoing is over and never twice."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from news.comments import chain
from news.comments.following import letters_about
from news.comments.models import Appeal, Comment, Decision, Follow
from portal.intake.receipts import token_for, token_hash
from portal.intake.sealing import Unreadable, unseal
from portal.mail.outbox import KEPT, send, was_written

TEMPLATE = "comments/outcome"


def tell_due() -> int:
    """Write the letters that are due; return how many. Safe to run at any time, by several at once."""
    due = Comment.objects.filter(outcome_due__lte=timezone.now()).order_by("outcome_due", "pk")
    return sum(_tell(pk) for pk in list(due.values_list("pk", flat=True)[:200]))


@transaction.atomic
def _tell(pk: int) -> bool:
    """Write one letter in one transaction with the note that it is written."""
    rows = Comment.objects.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    comment = rows.filter(pk=pk, outcome_due__lte=timezone.now()).first()
    if comment is None:
        return False
    Comment.objects.filter(pk=pk).update(outcome_due=None)
    try:
        address = unseal(comment.email_sealed)
    except Unreadable:
        return False
    if not address:
        return False
    return send(TEMPLATE, address, _context(comment), key=f"{letters_about(pk)}{comment.version}")


def _context(comment: Comment) -> dict[str, object]:
    token = token_for(comment.submit_key)
    # With another secret key since, the token cannot be made again: the reader has it from his receipt.
    ours = token_hash(token) == comment.author_token_hash
    return {
        "comment": comment,
        "title": comment.page.title if comment.page else "",
        "decision": chain.outcome(comment),
        "appeal": Appeal.objects.filter(decision__comment=comment).exclude(decided_at=None).last(),
        "follows": Follow.objects.alive().filter(comment=comment).exists(),
        "url": f"{settings.SITE_URL}{reverse('comment_receipt', args=[token])}" if ours else "",
    }


def last_news(steps: list[Decision]) -> Decision:
    """Return the last of a comment's steps that changed its state, or the words shown."""
    for at in range(len(steps) - 1, 0, -1):
        if steps[at].to_state != steps[at].from_state or steps[at].revision_n != steps[at - 1].revision_n:
            return steps[at]
    return steps[0]


def is_told(comment: Comment, step: Decision) -> bool:
    """Tell whether the letter about a step was written. Of old ones the row is gone, and no letter waits so long."""
    return step.at < timezone.now() - KEPT or was_written(TEMPLATE, letters_about(comment.pk), since=step.at)
