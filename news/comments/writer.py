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
from news.comments.states import NotAllowed, lock, move, reader_revision, shown_wording
from portal.intake import erasures
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
    erasures.remember("comment", locked.submit_key)
    comment.refresh_from_db()
    return decision


def erase_again(submit_key: str) -> bool:
    """Erase a comment that came back with an old backup; False when it is erased, or is not there."""
    comment = Comment.objects.filter(submit_key=submit_key).exclude(state=State.ERASED).first()
    return comment is not None and bool(erase(comment, note_internal=_("Xóa lại sau khi khôi phục dữ liệu.")))


@transaction.atomic
def answer_edit(comment: Comment, *, agrees: bool, wording: int) -> Comment:
    """Say whether an edit (``wording``: its number) is right; a "no" brings the comment before a moderator again.

    Raises :class:`NotAllowed` when that is not the edit that waits: an answer holds for the words it was given to.
    """
    locked = lock(comment)
    if locked.proposed_id is None or locked.state in (State.WITHDRAWN, State.ERASED):
        raise NotAllowed(_("Ý kiến này không có bản biên tập chờ bạn trả lời."))
    if locked.proposed.n != wording:
        raise NotAllowed(
            _("Bản biên tập đã đổi từ lúc bạn mở trang. Chưa ghi nhận gì: xin đọc bản dưới đây rồi trả lời.")
        )
    locked.author_agreed = agrees
    locked.version += 1
    locked.save(update_fields=["author_agreed", "version"])
    comment.refresh_from_db()
    return comment


@transaction.atomic
def rewrite(comment: Comment, *, name: str, body: str, instead_of: int | None = None) -> Decision:
    """Store what the writer wrote anew when asked to; it is held again. Takes cleaned texts.

    ``instead_of`` is the number of the wording the writer had before him; None takes whatever is there. Raises
    :class:`NotAllowed` for another, and when nobody asked.
    """
    locked = lock(comment)
    if locked.state != State.RETURNED:
        raise NotAllowed(_("Ý kiến này không chờ viết lại."))
    if instead_of is not None and reader_revision(locked).n != instead_of:
        raise NotAllowed(
            _("Bạn đã gửi một bản viết lại khác từ lúc mở trang này. Bản bạn vừa gõ còn nguyên trong ô, chưa gửi.")
        )
    wording = CommentRevision(
        comment=locked, n=locked.revisions.count() + 1, name=name, body=body, by=CommentRevision.By.READER
    ).seal()
    wording.save(force_insert=True)
    locked.proposed = locked.author_agreed = None
    count_hits(measure(locked, f"{name}\n{body}", body))
    return move(locked, State.HELD, wording, actor=None, reason=Reason.REWRITTEN, also=comment)


def open_to_appeal(comment: Comment) -> Decision | None:
    """Return the decision the writer may appeal against: the last one, a moderator's, of the last 30 days."""
    last = chain.decisive(chain.standing(comment))[-1]
    if not last.actor_name or last.to_state not in AGAINST:
        return None
    if timezone.now() > last.at + APPEAL_WITHIN or Appeal.objects.filter(decision=last).exists():
        return None
    return last


@transaction.atomic
def appeal(comment: Comment, text: str, *, against: int | None = None) -> Appeal:
    """Appeal against the last decision. Takes a cleaned text.

    ``against`` is the number of the decision the writer read; None takes whatever is there. Raises :class:`NotAllowed`
    for another, and when nothing can be appealed against.
    """
    locked = lock(comment)
    decision = open_to_appeal(locked)
    if decision is None:
        raise NotAllowed(_("Không có quyết định nào còn khiếu nại được (một lần cho mỗi quyết định, trong 30 ngày)."))
    if against is not None and decision.n != against:
        raise NotAllowed(_("Quyết định đã đổi từ lúc bạn mở trang. Lời khiếu nại còn nguyên trong ô, chưa gửi."))
    return Appeal.objects.create(decision=decision, text=text)
