"""What the writer of a comment may do himself, through the private link of his receipt."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments import chain, following
from news.comments.models import PUBLIC, Appeal, Comment, CommentRevision, Decision, Reason, State
from news.comments.pipeline import measure
from news.comments.rules import count_hits
from news.comments.states import NotAllowed, lock, move, shown_wording
from portal.mail.outbox import drop

APPEAL_WITHIN = timedelta(days=30)
AGAINST = (State.REJECTED, State.RETURNED, State.SPAM, State.HIDDEN, State.PUBLISHED_EDITED)
"""What one may appeal against."""


@transaction.atomic
def withdraw(comment: Comment) -> Decision:
    """Take a comment back: whatever was decided, readers see it no more, and nobody brings it back."""
    locked = lock(comment)
    if locked.state in (State.WITHDRAWN, State.ERASED):
        raise NotAllowed(_("Ý kiến này đã được rút."))
    following.stop(locked.pk)
    return move(locked, State.WITHDRAWN, shown_wording(locked), actor=None, reason=Reason.READER, also=comment)


@transaction.atomic
def erase(comment: Comment, *, actor: Any = None, note_internal: str = "") -> Decision:
    """Delete the writer's words, name and address for good, in every wording; steps and times stay in the log.

    A public comment stands as its gravestone while answers do below it. Law 91/2025/QH15, article 4: the right to have
    data deleted.
    """
    locked = lock(comment)
    if locked.state == State.ERASED:
        raise NotAllowed(_("Dữ liệu của ý kiến này đã được xóa."))
    following.stop(locked.pk)
    drop(following.letters_about(locked.pk))
    # Whether answers stand below it is asked whenever it is shown: they come and go.
    locked.tombstone = locked.state in PUBLIC
    shown = shown_wording(locked)
    decision = move(locked, State.ERASED, shown, actor=actor, reason=Reason.READER, note_internal=note_internal)
    locked.revisions.update(name="", body="", salt="")
    Appeal.objects.filter(decision__comment=locked).update(text="")
    locked.reports.update(note="")
    for field in ("name", "current_body", "email_sealed", "same_text", "ua_class"):
        setattr(locked, field, "")
    locked.net_hash = None
    locked.word_hits, locked.hints, locked.flags, locked.is_flagged = [], [], [], False
    locked.save()
    comment.refresh_from_db()
    return decision


@transaction.atomic
def answer_edit(comment: Comment, *, agrees: bool) -> Comment:
    """Say whether the edited wording is right; a "no" brings the comment before a moderator again."""
    locked = lock(comment)
    if locked.proposed_id is None or locked.state in (State.WITHDRAWN, State.ERASED):
        raise NotAllowed(_("Ý kiến này không có bản biên tập chờ bạn trả lời."))
    locked.author_agreed = agrees
    locked.version += 1
    locked.save(update_fields=["author_agreed", "version"])
    comment.refresh_from_db()
    return comment


@transaction.atomic
def rewrite(comment: Comment, *, name: str, body: str) -> Decision:
    """Store what the writer wrote anew when asked to; it is held again. Takes cleaned texts."""
    locked = lock(comment)
    if locked.state != State.RETURNED:
        raise NotAllowed(_("Ý kiến này không chờ viết lại."))
    wording = CommentRevision(
        comment=locked, n=locked.revisions.count() + 1, name=name, body=body, by=CommentRevision.By.READER
    ).seal()
    wording.save(force_insert=True)
    locked.proposed = locked.author_agreed = None
    count_hits(measure(locked, f"{name}\n{body}", body))
    return move(locked, State.HELD, wording, actor=None, reason=Reason.REWRITTEN, also=comment)


def open_to_appeal(comment: Comment) -> Decision | None:
    """Return the decision the writer may appeal against: the last one, a moderator's, of the last 30 days."""
    last = chain.standing(comment)[-1]
    if not last.actor_name or last.to_state not in AGAINST:
        return None
    if timezone.now() > last.at + APPEAL_WITHIN or Appeal.objects.filter(decision=last).exists():
        return None
    return last


@transaction.atomic
def appeal(comment: Comment, text: str) -> Appeal:
    """Appeal against the last decision. Takes a cleaned text; raises :class:`NotAllowed`."""
    locked = lock(comment)
    against = open_to_appeal(locked)
    if against is None:
        raise NotAllowed(_("Không có quyết định nào còn khiếu nại được (một lần cho mỗi quyết định, trong 30 ngày)."))
    return Appeal.objects.create(decision=against, text=text)
