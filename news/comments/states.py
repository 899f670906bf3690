"""Steps from one state to the next: each one transaction, logged with who took it and why.

What was shown stays what it was, whatever is proposed meanwhile, until another wording is published by a decision.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments import chain, following
from news.comments.above import why_unseen
from news.comments.models import PUBLIC, Comment, CommentRevision, Decision, Reason, State, Thread
from news.comments.rules import count_false_hits
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
    keeps: bool = False,
) -> Decision:
    """Take a step and log it: state, words shown, counters, mail and forgetting kept pages are one transaction.

    ``version`` is that of the comment the actor looked at; None takes whatever is there. With ``keeps`` what is public
    and stays so is shown as it is, without the edit proposed since. ``comment`` is brought up to date. Raises
    :class:`Conflict` when somebody changed the comment meanwhile, :class:`NotAllowed` when the step may not be taken.
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
    if reason == Reason.OTHER and not (note_public.strip() or note_internal.strip()):
        raise NotAllowed(_("Chọn “Khác” thì ghi rõ lý do."))
    before = shown_wording(locked)
    shown = before if keeps and to == locked.state else _wording(locked, to, actor)
    if to == State.PUBLISHED and not was_verbatim(chain.standing(locked), shown):
        count_false_hits(locked)
    locked.reports.filter(settled=False).update(settled=True)
    locked.reported_at = None
    locked.claimed_by = locked.claimed_until = None
    is_news = to != locked.state or shown != before
    return move(
        locked,
        to,
        shown,
        actor=actor,
        reason=reason,
        note_internal=note_internal,
        note_public=note_public,
        outcome_due=due_letter(locked, to) if is_news else locked.outcome_due,
        also=comment,
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


def _wording(comment: Comment, to: str, actor: Any) -> CommentRevision:
    """Return the wording that goes with a state: the edit where it is published, what was shown where it ends."""
    if to == State.HIDDEN:
        return shown_wording(comment)
    if to == State.PUBLISHED_EDITED:
        return _edit(comment, actor)
    return reader_revision(comment)


def _edit(comment: Comment, actor: Any) -> CommentRevision:
    """Return the proposed edit if this person may publish it; one that is public already needs nobody's leave."""
    edit = comment.proposed
    if edit is None or edit.n < reader_revision(comment).n:
        raise NotAllowed(_("Chưa có bản biên tập của lời viết hiện tại."))
    is_public = comment.state == State.PUBLISHED_EDITED and edit == shown_wording(comment)
    what = why_agreement(edit)
    if is_public or not what or comment.author_agreed:
        return edit
    if edit.moderator_id == actor.pk or not actor.has_perm("comments.approve_large_edit"):
        raise NotAllowed(
            _("Bản biên tập %(what)s: cần Trưởng ban khác với người sửa, hoặc người viết đồng ý.") % {"what": what}
        )
    return edit


def why_agreement(edit: CommentRevision) -> str:
    """Return what is so much about an edit that a second person, or the writer, must agree; "" where nothing is."""
    if edit.share > LARGE_EDIT:
        return _("đổi %(share)s %% số chữ") % {"share": round(edit.share * 100)}
    return _("thêm, bớt từ phủ định hoặc bớt con số") if edit.delicate else ""


def reader_revision(comment: Comment) -> CommentRevision:
    """Return the writer's own words, the last ones he sent."""
    return comment.revisions.filter(by=CommentRevision.By.READER).order_by("-n")[0]


def shown_wording(comment: Comment) -> CommentRevision:
    """Return the wording the last step was about: what readers see, or saw last; the writer's own at the beginning."""
    return comment.revisions.get(n=comment.decisions.latest("n").revision_n)


def shown_edit(comment: Comment) -> CommentRevision | None:
    """Return the edit readers see, or saw last; None where the words are the writer's own."""
    wording = shown_wording(comment)
    return wording if wording.by == CommentRevision.By.MODERATOR else None


def was_verbatim(steps: list[Decision], wording: CommentRevision) -> bool:
    """Tell whether one of these steps published the writer's words as they are."""
    return any(step.to_state == State.PUBLISHED and step.revision_n == wording.n for step in steps)


def due_letter(comment: Comment, state: str) -> datetime | None:
    """Return when the writer is to be told that a comment is in a state from now on; None when he is not."""
    return timezone.now() + GRACE if comment.email_sealed and state in TOLD else None


def move(
    locked: Comment,
    to: str,
    shown: CommentRevision,
    *,
    actor: Any,
    reason: str,
    note_internal: str = "",
    note_public: str = "",
    outcome_due: datetime | None = None,
    also: Comment | None = None,
) -> Decision:
    """Put a locked comment into a state, in a wording, and log it; the rules are the caller's.

    ``outcome_due``: when the writer is told. ``also`` is brought up to date.
    """
    before, seen = locked.state, is_seen(locked)
    if seen and (to not in PUBLIC or shown.body != locked.current_body or shown.name != locked.name):
        purge_when_committed()
    now = timezone.now()
    # What undoing brings back readers have seen, or will when its own ten seconds are over.
    if to in PUBLIC and before not in PUBLIC and reason != Reason.UNDONE:
        locked.public_from = now + GRACE
    if to not in PUBLIC:
        locked.chosen = False
        if before in PUBLIC:
            following.keep_back(locked)
    locked.name, locked.current_body = shown.name, shown.body
    locked.state, locked.decided, locked.outcome_due = to, now, outcome_due
    locked.version += 1
    locked.save()
    _count(locked, before, to)
    decision = chain.log(
        locked, before, shown, actor=actor, reason=reason, note_internal=note_internal, note_public=note_public
    )
    if also is not None and also is not locked:
        also.refresh_from_db()
    return decision


def is_seen(comment: Comment) -> bool:
    """Tell whether readers may have seen a comment by now."""
    return comment.tombstone or (comment.state in PUBLIC and comment.public_from <= timezone.now())


def _count(comment: Comment, before: str, to: str) -> None:
    step = (to in PUBLIC) - (before in PUBLIC)
    if step and comment.page_id:
        Thread.objects.filter(pk=comment.page_id).update(published=F("published") + step)
