"""What the office itself does below an article: answers, chooses, keeps a network waiting."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from news.comments import chain
from news.comments.models import PUBLIC, Comment, Reason, Sanction, State, Thread
from news.comments.models.comment import BODY_LENGTH, MAX_DEPTH, NAME_LENGTH
from news.comments.pipeline import first_wording, log_receipt, measure, stored
from news.comments.states import Conflict, NotAllowed, decide, lock, shown_wording
from portal.base.models import BasePage
from portal.intake.forms import fresh_guard
from portal.intake.receipts import new_token, token_hash
from portal.intake.words import clean

MOST_CHOSEN = 3
LONGEST_SANCTION = timedelta(days=7)
"""The key of networks changes every week; a longer sanction would hold nobody."""


@transaction.atomic
def answer(
    *,
    page: BasePage,
    actor: Any,
    badge: str,
    name: str,
    body: str,
    parent: Comment | None = None,
    submit_key: str = "",
    version: int | None = None,
) -> Comment:
    """Publish an answer of the office, under a badge and a named person's decision. Sent twice, it is the same one.

    ``submit_key`` names the form it was written in, ``version`` is that of ``parent`` as the actor saw it.
    Raises ``portal.intake.words.Refused`` for a text that cannot be stored, :class:`NotAllowed` where none may stand,
    :class:`Conflict` when somebody changed the comment meanwhile.
    """
    words = {
        "name": clean(name, most=NAME_LENGTH, least=2, lines=False),
        "current_body": clean(body, most=BODY_LENGTH, least=2),
    }
    # One click after the other: the second finds what the first one stored.
    above = lock(parent) if parent is not None else None
    known = stored(submit_key)
    if known is not None:
        return _sent_before(known, parent, words)
    if above is not None:
        _check_above(above, version)
    comment = Comment(
        page=page,
        parent=above,
        root=(above.root or above) if above else None,
        depth=above.depth + 1 if above else 1,
        badge=badge,
        submit_key=submit_key or fresh_guard()["submit_key"],
        author_token_hash=token_hash(new_token()),
        **words,
    )
    measure(comment, comment.current_body, comment.current_body)
    comment.save(force_insert=True)
    first_wording(comment)
    log_receipt(comment, actor)
    decide(comment, State.PUBLISHED, actor=actor, reason=Reason.STAFF)
    return comment


def _sent_before(known: Comment, parent: Comment | None, words: dict[str, str]) -> Comment:
    """Return the answer this form made; other words under its key are an answer that is still to be published."""
    first = known.revisions.get(n=1)
    said = {"name": first.name, "current_body": first.body}
    if not known.badge or known.parent_id != (parent and parent.pk) or said != words:
        raise NotAllowed(_("Trả lời trước đã được đăng. Nếu đây là trả lời khác, bấm đăng lần nữa."))
    return known


def _check_above(comment: Comment, version: int | None) -> None:
    if version not in (None, comment.version):
        raise Conflict(comment)
    if comment.depth >= MAX_DEPTH or comment.state not in PUBLIC:
        raise NotAllowed(_("Không trả lời được dưới ý kiến này."))


@transaction.atomic
def choose(comment: Comment, *, chosen: bool, actor: Any) -> Comment:
    """Put a public comment first on its page, or back into its place; three of a page at most. That is logged too."""
    locked = lock(comment)
    if chosen and (locked.state not in PUBLIC or locked.parent_id):
        raise NotAllowed(_("Chỉ chọn được ý kiến đã đăng, không phải câu trả lời."))
    if chosen and not may_be_chosen(locked):
        raise NotAllowed(_("Mỗi bài chọn tối đa %(most)s ý kiến. Bỏ chọn một ý kiến trước.") % {"most": MOST_CHOSEN})
    if locked.chosen != chosen:
        locked.chosen = chosen
        locked.version += 1
        locked.save(update_fields=["chosen", "version"])
        reason = Reason.CHOSEN if chosen else Reason.UNCHOSEN
        chain.log(locked, locked.state, shown_wording(locked), actor=actor, reason=reason)
    comment.refresh_from_db()
    return comment


def may_be_chosen(locked: Comment) -> bool:
    """Tell whether a page has room for one more chosen comment; nobody else chooses until the transaction ends."""
    # One after the other on a page: two people choosing at once would each count without the other's.
    Thread.objects.select_for_update().filter(pk=locked.page_id).first()
    return Comment.objects.filter(page_id=locked.page_id, chosen=True).exclude(pk=locked.pk).count() < MOST_CHOSEN


def hold_network(comment: Comment, *, actor: Any, reason: str, lasts: timedelta = LONGEST_SANCTION) -> Sanction:
    """Have what the network of a comment sends wait behind all else, for a week at most. It keeps nobody from writing.

    Raises :class:`NotAllowed` without a reason, or when the network has been forgotten.
    """
    if not comment.net_hash:
        raise NotAllowed(_("Không còn lưu mạng của ý kiến này."))
    if not reason.strip():
        raise NotAllowed(_("Ghi lý do."))
    return Sanction.objects.create(
        net_hash=comment.net_hash,
        until=timezone.now() + min(lasts, LONGEST_SANCTION),
        reason=reason.strip()[:300],
        made_by=actor,
    )
