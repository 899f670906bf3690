"""The comments of a queue: what a search finds among them, and what came since a list of them was drawn."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Max, Q

from news.comments import queues
from news.comments.desk.common import ALL
from news.comments.models import Comment, State
from news.comments.models.comment import searchable
from portal.vietnamese.numbers import whole_number

_BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LONGEST_MARK = 17
"""Digits of a moment some thousand years ahead: what is longer no calendar knows."""


def rows_of(name: str, user: Any, words: str = "") -> Any:
    """Return a queue's comments; ``all`` holds every comment that is not erased, the newest first."""
    if name == ALL:
        rows = Comment.objects.exclude(state=State.ERASED).select_related(*queues.RELATED).order_by("-created", "-pk")
    else:
        rows = queues.queue(name, user)
    return _found(rows, words) if words else rows


def _found(rows: Any, words: str) -> Any:
    """Return those with every syllable in name and text or in the article's title, whatever case and accents; or the
    one of a number. Signs alone ("👍") are looked for as they are.
    """
    wanted = searchable(words).split()
    if not wanted:
        return rows.filter(current_body__contains=words.strip())
    titles = rows.order_by().values_list("page", "page__title").distinct()
    pages = [pk for pk, title in titles if pk and all(f" {word} " in searchable(title) for word in wanted)]
    said = Q()
    for word in wanted:
        said &= Q(search_text__contains=f" {word} ")
    said |= Q(page__in=pages)
    reference = words.replace(" ", "")
    if len(reference) == 8 and reference.isalnum():
        said |= Q(public_id__iendswith=reference)
    return rows.filter(said)


def _dated(name: str, user: Any) -> Any:
    """Return a queue's comments with the moment each came into it."""
    return rows_of(name, user).annotate(arrived=queues.ARRIVED.get(name, queues.SENT))


def newest(name: str, user: Any) -> int:
    """Return a mark of the moment the last comment came into a queue, for :func:`came_since`; 0 for an empty one."""
    last = _dated(name, user).aggregate(last=Max("arrived"))["last"]
    return (last - _BEGINNING) // _TICK if last else 0


def came_since(name: str, user: Any, mark: str | None) -> int:
    """Return how many comments came into a queue since a mark, as an address gives it; 0 for what is none."""
    ticks = whole_number(mark, _LONGEST_MARK)
    if ticks is None:
        return 0
    return _dated(name, user).filter(arrived__gt=_BEGINNING + ticks * _TICK).count()
