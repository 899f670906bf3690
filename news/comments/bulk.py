"""Many decisions at once: each a transaction and a result of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from news.comments.models import Comment, State
from news.comments.states import NotAllowed, decide

MOST = 100


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one comment: ``problem`` is empty when it was decided."""

    comment: Comment
    problem: str = ""


def decide_many(
    chosen: Sequence[tuple[int, int]], to: str, *, actor: Any, reason: str, note_public: str = ""
) -> list[Result]:
    """Take the same step for up to 100 comments, given as (id, version); return what became of each, in order.

    Raises :class:`NotAllowed` for more than 100. Comments that do not exist are left out.
    """
    if len(chosen) > MOST:
        raise NotAllowed(_("Mỗi lần tối đa %(most)s ý kiến.") % {"most": MOST})
    found = Comment.objects.in_bulk([pk for pk, _version in chosen])
    results = []
    for pk, version in chosen:
        comment = found.get(pk)
        if comment is None:
            continue
        if to == State.PUBLISHED and comment.proposed_id:
            results.append(Result(comment, _("Có bản biên tập: mở ra để chọn bản đăng.")))
            continue
        try:
            decide(comment, to, actor=actor, reason=reason, version=version, note_public=note_public)
        except NotAllowed as refusal:
            results.append(Result(comment, str(refusal)))
        else:
            results.append(Result(comment))
    return results
