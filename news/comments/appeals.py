"""Deciding about an appeal: never the person it is against."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments.models import Appeal, Comment, Reason, State
from news.comments.states import GRACE, NotAllowed, decide, lock


@transaction.atomic
def decide_appeal(
    appeal: Appeal, *, actor: Any, granted: bool, answer: str, to: str = State.PUBLISHED, note_internal: str = ""
) -> Appeal:
    """Answer an appeal; one that is granted leads the comment into the state ``to`` by a decision of its own.

    Raises :class:`NotAllowed` for a second answer, one without words, or by the person who decided first.
    """
    locked = Appeal.objects.select_for_update().select_related("decision").get(pk=appeal.pk)
    if locked.state != Appeal.State.OPEN:
        raise NotAllowed(_("Khiếu nại này đã được giải quyết."))
    if locked.decision.actor_id == actor.pk:
        raise NotAllowed(_("Khiếu nại do người khác với người đã quyết định giải quyết."))
    if not answer.strip():
        raise NotAllowed(_("Viết câu trả lời cho người khiếu nại."))
    comment = locked.decision.comment
    if granted:
        decide(comment, to, actor=actor, reason=Reason.APPEAL, note_public=answer.strip(), note_internal=note_internal)
    else:
        held = lock(comment)
        held.outcome_due = timezone.now() + GRACE if held.email_sealed else None
        held.version += 1
        held.save(update_fields=["outcome_due", "version"])
    locked.state = Appeal.State.GRANTED if granted else Appeal.State.REFUSED
    locked.decided_by, locked.decided_at, locked.answer = actor, timezone.now(), answer.strip()
    locked.save()
    appeal.refresh_from_db()
    return locked


def reopen(comment: Comment, *, granted_after: datetime) -> None:
    """Let the appeal wait again that was granted with a decision which is taken back."""
    granted = Appeal.objects.filter(
        decision__comment=comment, state=Appeal.State.GRANTED, decided_at__gte=granted_after
    )
    granted.update(state=Appeal.State.OPEN, decided_by=None, decided_at=None, answer="")
