"""Ten seconds for taking one's own decision back: who may, and how long still."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.utils import timezone

from news.comments.models import Comment, Decision
from news.comments.states import GRACE
from news.comments.undoing import own_last
from portal.vietnamese.numbers import whole_number


@dataclass(frozen=True, slots=True)
class Undo:
    """A decision that can still be taken back, for so many seconds."""

    comment: Comment
    decision: Decision
    seconds: int


def can_be_undone(asked: str | None, user: Any) -> Undo | None:
    """Return a comment's last decision (``asked``: its id as an address gives it) if this user may take it back now."""
    number = whole_number(asked, 18)
    if number is None:
        return None
    last = own_last(number, user)
    if last is None:
        return None
    left = (last.at + GRACE - timezone.now()).total_seconds()
    return Undo(last.comment, last, ceil(left)) if left > 0 else None
