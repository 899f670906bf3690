"""The chain of decisions: adding a link, reading which decisions stand, looking whether all are as they were added."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import Prefetch

from news.comments import append_only
from news.comments.models import CHOOSING, ChainHead, Comment, CommentRevision, Decision, Reason, State

AT_A_TIME = 500


def log(
    comment: Comment,
    before: str,
    wording: CommentRevision,
    *,
    actor: Any,
    reason: str,
    note_internal: str = "",
    note_public: str = "",
) -> Decision:
    """Log what brought a comment from the state ``before`` to the one it has, in which wording, who did it and why."""
    return append(
        Decision(
            comment=comment,
            from_state=before,
            to_state=comment.state,
            actor=actor,
            actor_name=str(actor or "")[:150],
            reason_code=reason,
            note_internal=note_internal.strip(),
            note_public=note_public.strip(),
            revision_n=wording.n,
            revision_digest=wording.digest,
        )
    )


def append(decision: Decision) -> Decision:
    """Store a new decision as the next link; call it last in a transaction, for it lets one pass at a time.

    The last link's row is locked until the transaction ends, so that two decisions never follow the same one.
    """
    head = _locked_head()
    decision.n = head.n + 1
    decision.prev_hash = head.hash
    decision.hash = decision.own_hash()
    decision.save(force_insert=True)
    ChainHead.objects.filter(pk=head.pk).update(n=decision.n, hash=decision.hash)
    return decision


def _locked_head() -> ChainHead:
    try:
        return ChainHead.objects.select_for_update().get(pk=1)
    except ChainHead.DoesNotExist:
        ChainHead.objects.get_or_create(pk=1)
        return ChainHead.objects.select_for_update().get(pk=1)


def standing(comment: Comment) -> list[Decision]:
    """Return the decisions about a comment in order, without those that were undone and their undoing."""
    steps: list[Decision] = []
    for step in comment.decisions.all():
        # One undoes the last decision or none.
        if step.reason_code == Reason.UNDONE:
            steps.pop()
        else:
            steps.append(step)
    return steps


def decisive(steps: list[Decision]) -> list[Decision]:
    """Return those of the steps that say whether and how a comment is shown, not only where on its page."""
    return [step for step in steps if step.reason_code not in CHOOSING]


def outcome(comment: Comment) -> Decision | None:
    """Return the last decision of the office that stands: what the writer is told."""
    return next((step for step in reversed(decisive(standing(comment))) if step.actor_id), None)


def head() -> tuple[int, str]:
    """Return the number and hash of the last link: written down elsewhere, they tell a later forgery of the whole."""
    found = ChainHead.objects.filter(pk=1).first()
    return (found.n, found.hash) if found else (0, "")


@transaction.atomic
def verify() -> list[str]:
    """Return what is not as it was written, a Vietnamese line each; nothing when the log is whole."""
    if connection.vendor == "postgresql" and len(connection.savepoint_ids) == 0:
        with connection.cursor() as cursor:
            # One moment of all tables, while decisions go on.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
    return [*_triggers(), *_links(), *_comments()]


def _triggers() -> Iterator[str]:
    for name in append_only.missing(connection):
        yield f"Cơ sở dữ liệu thiếu khóa chống sửa “{name}”."


def _links() -> Iterator[str]:
    expected, before = 1, ""
    for decision in Decision.objects.order_by("n").iterator(AT_A_TIME):
        if decision.n != expected:
            gone = f"{expected}" if decision.n == expected + 1 else f"{expected} đến {decision.n - 1}"
            yield f"Quyết định số {gone} đã bị xóa."
        elif decision.prev_hash != before:
            yield f"Quyết định số {decision.n} không nối với quyết định trước nó."
        if decision.own_hash() != decision.hash:
            yield f"Quyết định số {decision.n} (ý kiến {decision.comment_id}) đã bị sửa."
        expected, before = decision.n + 1, decision.hash
    last, last_hash = head()
    if last >= expected:
        yield f"Các quyết định cuối, từ số {expected} đến {last}, đã bị xóa."
    elif (last, last_hash) != (expected - 1, before):
        yield "Đầu chuỗi quyết định đã bị sửa."


def _comments() -> Iterator[str]:
    comments = Comment.objects.order_by("pk").prefetch_related(
        Prefetch("revisions", CommentRevision.objects.order_by("n"), to_attr="wordings"),
        Prefetch("decisions", Decision.objects.order_by("n"), to_attr="steps"),
    )
    for comment in comments.iterator(AT_A_TIME):
        yield from (f"Ý kiến {comment.pk}: {what}" for what in _doubts(comment))


def _doubts(comment: Comment) -> Iterator[str]:
    if not comment.steps:
        yield "không có quyết định tiếp nhận."
        return
    if comment.state != comment.steps[-1].to_state:
        yield f"trạng thái “{comment.state}” không theo quyết định cuối (“{comment.steps[-1].to_state}”)."
    if [one.n for one in comment.wordings] != list(range(1, len(comment.wordings) + 1)):
        yield "thiếu một bản đã lưu."
    erased = comment.state == State.ERASED
    for one in comment.wordings:
        if one.is_erased != erased:
            yield f"bản {one.n} đã bị xóa mà không có quyết định." if one.is_erased else f"bản {one.n} chưa xóa."
        elif not one.is_erased and one.own_digest() != one.digest:
            yield f"bản {one.n} đã bị sửa."
    digests = {one.n: one.digest for one in comment.wordings}
    if any(digests.get(step.revision_n) != step.revision_digest for step in comment.steps):
        yield "một quyết định nói về bản khác với bản đang lưu."
    if not erased and not any((one.name, one.body) == (comment.name, comment.current_body) for one in comment.wordings):
        yield "nội dung đang hiện không phải bản nào đã lưu."
