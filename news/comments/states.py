"""Steps from one state to the next: each one transaction, logged with who took it and why."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments import chain, following
from news.comments.above import why_unseen
from news.comments.models import PUBLIC, Comment, CommentRevision, Decision, Reason, State, Thread, WordRule
from portal.delivery.purge import purge_when_committed

STEPS: dict[str, tuple[State, ...]] = {
    State.HELD: (State.PUBLISHED, State.PUBLISHED_EDITED, State.RETURNED, State.REJECTED, State.SPAM),
    State.RETURNED: (State.HELD, State.PUBLISHED, State.PUBLISHED_EDITED, State.REJECTED, State.SPAM),
    State.REJECTED: (State.HELD, State.PUBLISHED, State.PUBLISHED_EDITED, State.SPAM),
    State.SPAM: (State.HELD, State.PUBLISHED, State.REJECTED),
    State.PUBLISHED: (State.PUBLISHED, State.PUBLISHED_EDITED, State.HIDDEN),
    State.PUBLISHED_EDITED: (State.PUBLISHED_EDITED, State.PUBLISHED, State.HIDDEN),
    State.HIDDEN: (State.PUBLISHED, State.PUBLISHED_EDITED, State.REJECTED),
    State.WITHDRAWN: (),
    State.ERASED: (),
}
"""Which state staff may lead into which. What is public and stays so was looked at again (a report, an appeal).

What the writer took back nobody brings back; withdrawing and erasing are in ``news.comments.writer``.
"""

GRACE = timedelta(seconds=10)
"""How long a decision can be undone: for so long readers see nothing of a publication, and no mail leaves."""

LARGE_EDIT = 0.2
"""Share of the words from which a second person, or the writer, must agree to an edit."""

TOLD = (*PUBLIC, State.RETURNED, State.REJECTED, State.HIDDEN)
"""States the writer is told about by mail, when he left an address."""


class NotAllowed(Exception):
    """The step cannot be taken; the message says why, in Vietnamese."""


class Conflict(NotAllowed):
    """Somebody else was faster. ``comment`` is as it is now; its last decision says what was done."""

    def __init__(self, comment: Comment) -> None:
        last = comment.decisions.last()
        who = last.actor_name if last and last.actor_name else _("người viết")
        super().__init__(
            _("%(who)s vừa xử lý ý kiến này: “%(state)s”. Xem lại rồi quyết định.")
            % {"who": who, "state": comment.get_state_display()}
        )
        self.comment = comment


def next_states(comment: Comment) -> list[State]:
    """Return the states staff may lead a comment into from the one it has."""
    return list(STEPS[comment.state])


@transaction.atomic
def decide(
    comment: Comment,
    to: str,
    *,
    actor: Any,
    reason: str,
    version: int | None = None,
    note_internal: str = "",
    note_public: str = "",
) -> Decision:
    """Take a step and log it: state, words shown, counters, mail and forgetting kept pages are one transaction.

    ``version`` is that of the comment the actor looked at; None takes whatever is there. ``comment`` is brought up to
    date. Raises :class:`Conflict` when somebody changed the comment meanwhile, :class:`NotAllowed` when the step may
    not be taken.
    """
    locked = lock(comment, version)
    if to not in STEPS[locked.state]:
        raise NotAllowed(
            _("Ý kiến đang ở trạng thái “%(now)s”, không chuyển sang “%(to)s” được.")
            % {"now": locked.get_state_display(), "to": State(to).label}
        )
    check_person(locked, actor, reason)
    if to in PUBLIC and locked.state not in PUBLIC and (why := why_unseen(locked)):
        raise NotAllowed(why)
    if to == State.PUBLISHED_EDITED:
        _check_edit(locked, actor)
    if reason == Reason.OTHER and not (note_public.strip() or note_internal.strip()):
        raise NotAllowed(_("Chọn “Khác” thì ghi rõ lý do."))
    locked.reports.filter(settled=False).update(settled=True)
    locked.reported_at = None
    locked.claimed_by = locked.claimed_until = None
    _count_false_hits(locked, to)
    return move(
        locked, to, actor=actor, reason=reason, note_internal=note_internal, note_public=note_public, also=comment
    )


def lock(comment: Comment, version: int | None = None) -> Comment:
    """Return the comment's row, ours to the end of the transaction. Raises :class:`Conflict` for another version."""
    locked = Comment.objects.select_for_update().get(pk=comment.pk)
    if version is not None and locked.version != version:
        raise Conflict(locked)
    return locked


def check_person(comment: Comment, actor: Any, reason: str) -> None:
    """Refuse whoever may not decide about this comment now: another's claim is on it, or the article is his own."""
    if comment.is_claimed and comment.claimed_by_id != actor.pk:
        raise NotAllowed(_("%(who)s đang xem ý kiến này.") % {"who": comment.claimed_by})
    if reason != Reason.STAFF and comment.page and comment.page.owner_id == actor.pk:
        raise NotAllowed(_("Ý kiến về bài của chính bạn do người khác duyệt."))


def _check_edit(comment: Comment, actor: Any) -> None:
    edit = comment.proposed
    if edit is None or edit.n < reader_revision(comment).n:
        raise NotAllowed(_("Chưa có bản biên tập của lời viết hiện tại."))
    what = why_agreement(edit)
    if not what or comment.author_agreed:
        return
    if edit.moderator_id == actor.pk or not actor.has_perm("comments.approve_large_edit"):
        raise NotAllowed(
            _("Bản biên tập %(what)s: cần Trưởng ban khác với người sửa, hoặc người viết đồng ý.") % {"what": what}
        )


def why_agreement(edit: CommentRevision) -> str:
    """Return what is so much about an edit that a second person, or the writer, must agree; "" where nothing is."""
    if edit.share > LARGE_EDIT:
        return _("đổi %(share)s %% số chữ") % {"share": round(edit.share * 100)}
    return _("thêm, bớt từ phủ định hoặc bớt con số") if edit.delicate else ""


def reader_revision(comment: Comment) -> CommentRevision:
    """Return the writer's own words, the last ones he sent."""
    return comment.revisions.filter(by=CommentRevision.By.READER).order_by("-n")[0]


def _count_false_hits(comment: Comment, to: str) -> None:
    """A rule whose comment is published word for word was wrong about it."""
    if to == State.PUBLISHED and comment.state not in PUBLIC:
        rules = sorted({hit["rule"] for hit in comment.word_hits})
        WordRule.objects.filter(pk__in=rules).update(false_hits=F("false_hits") + 1)


def move(
    locked: Comment,
    to: str,
    *,
    actor: Any,
    reason: str,
    note_internal: str = "",
    note_public: str = "",
    also: Comment | None = None,
) -> Decision:
    """Put a locked comment into a state and log it; the rules are the caller's. ``also`` is brought up to date."""
    before, seen = locked.state, is_seen(locked)
    shown = _wording(locked, to)
    if seen and (to not in PUBLIC or shown.body != locked.current_body or shown.name != locked.name):
        purge_when_committed()
    now = timezone.now()
    if to in PUBLIC and before not in PUBLIC:
        locked.public_from = now + GRACE
    if to not in PUBLIC:
        locked.chosen = False
        if before in PUBLIC:
            following.keep_back(locked)
    locked.name, locked.current_body = shown.name, shown.body
    locked.state, locked.decided = to, now
    tells = bool(locked.email_sealed) and to in TOLD and actor is not None
    locked.outcome_due = now + GRACE if tells else None
    locked.version += 1
    locked.save()
    _count(locked, before, to)
    decision = chain.append(
        Decision(
            comment=locked,
            from_state=before,
            to_state=to,
            actor=actor,
            actor_name=str(actor or "")[:150],
            reason_code=reason,
            note_internal=note_internal.strip(),
            note_public=note_public.strip(),
            revision_n=shown.n,
            revision_digest=shown.digest,
        )
    )
    if also is not None and also is not locked:
        also.refresh_from_db()
    return decision


def is_seen(comment: Comment) -> bool:
    """Tell whether readers may have seen a comment by now."""
    return comment.tombstone or (comment.state in PUBLIC and comment.public_from <= timezone.now())


def _wording(comment: Comment, to: str) -> CommentRevision:
    """Return the wording that goes with a state: the edit where it is published, what was shown where it ends."""
    if to == State.PUBLISHED_EDITED:
        return comment.proposed
    if to in (State.HIDDEN, State.WITHDRAWN) and comment.state == State.PUBLISHED_EDITED:
        return comment.proposed
    return reader_revision(comment)


def _count(comment: Comment, before: str, to: str) -> None:
    step = (to in PUBLIC) - (before in PUBLIC)
    if step and comment.page_id:
        Thread.objects.filter(pk=comment.page_id).update(published=F("published") + step)


@transaction.atomic
def undo(comment: Comment, *, actor: Any, version: int | None = None) -> Decision:
    """Take back one's own last decision, within ten seconds of it; that is logged too.

    Raises :class:`NotAllowed` when it is somebody else's, or too late.
    """
    locked = lock(comment, version)
    last = locked.decisions.last()
    if last is None or last.actor_id != actor.pk or last.reason_code == Reason.UNDONE or not last.from_state:
        raise NotAllowed(_("Không có quyết định nào của bạn để hoàn tác."))
    if timezone.now() > last.at + GRACE:
        raise NotAllowed(_("Đã quá 10 giây, không hoàn tác được nữa."))
    return move(locked, last.from_state, actor=actor, reason=Reason.UNDONE, also=comment)
