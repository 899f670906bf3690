"""Taking one's own last decision back, within ten seconds of it, with all that it settled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments import appeals, chain, outcomes, reports
from news.comments.models import CHOOSING, PUBLIC, Comment, Decision, Reason
from news.comments.office import may_be_chosen
from news.comments.rules import count_false_hits
from news.comments.states import GRACE, NotAllowed, due_letter, lock, move, was_verbatim


def own_last(comment_pk: int, actor: Any) -> Decision | None:
    """Return the last decision about a comment, with the comment, if this person took it and has not undone it."""
    last = Decision.objects.filter(comment=comment_pk).select_related("comment").last()
    if last is None or last.actor_id != actor.pk or last.reason_code == Reason.UNDONE or not last.from_state:
        return None
    return last


@transaction.atomic
def undo(comment: Comment, *, actor: Any, version: int | None = None) -> Decision:
    """Take back one's own last decision, within ten seconds of it; that is logged too.

    Words, reports, counts and the letter to the writer are as they were before it. Raises :class:`NotAllowed` when it
    is somebody else's, or too late.
    """
    locked = lock(comment, version)
    last = own_last(locked.pk, actor)
    if last is None:
        raise NotAllowed(_("Không có quyết định nào của bạn để hoàn tác."))
    if timezone.now() > last.at + GRACE:
        raise NotAllowed(_("Đã quá 10 giây, không hoàn tác được nữa."))
    earlier = chain.standing(locked)[:-1]
    reports.reopen(locked, settled_after=chain.decisive(earlier)[-1].at)
    appeals.reopen(locked, granted_after=last.at)
    shown = locked.revisions.get(n=last.revision_n)
    if was_verbatim([last], shown) and not was_verbatim(earlier, shown):
        count_false_hits(locked, -1)
    locked.chosen = _was_chosen(earlier) and may_be_chosen(locked)
    return move(
        locked,
        last.from_state,
        locked.revisions.get(n=earlier[-1].revision_n),
        actor=actor,
        reason=Reason.UNDONE,
        outcome_due=_letter_owed(locked, earlier),
        also=comment,
    )


def _was_chosen(steps: list[Decision]) -> bool:
    """Tell whether a comment stood first on its page after these steps; what is taken down does not any more."""
    for step in reversed(steps):
        if step.to_state not in PUBLIC or step.reason_code in CHOOSING:
            return step.reason_code == Reason.CHOSEN
    return False


def _letter_owed(comment: Comment, steps: list[Decision]) -> datetime | None:
    """Return when the writer is told what stands again: never twice, nor what he did himself."""
    news = outcomes.last_news(steps)
    if not news.actor_id or outcomes.is_told(comment, news):
        return None
    return due_letter(comment, news.to_state)
