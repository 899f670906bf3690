"""What a poll's figures are: cleaned, raw, and in per cent."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Q

from news.polls.models import Option, Poll, Vote


@dataclass(frozen=True, slots=True)
class Line:
    """An option with its votes: those that count, and all that came in."""

    text: str
    counted: int
    received: int
    percent: int


@dataclass(frozen=True, slots=True)
class Results:
    """The figures of a poll."""

    lines: list[Line] = field(default_factory=list)
    counted: int = 0
    received: int = 0
    shows_received: bool = False


def results_of(poll: Poll) -> Results:
    """Return the figures, counted now from the votes; one query."""
    counted = Count("votes", filter=Q(votes__state=Vote.State.COUNTED))
    options = Option.objects.filter(poll=poll)
    rows = list(options.annotate(counted=counted, received=Count("votes")).order_by("sort_order", "pk"))
    total = sum(row.counted for row in rows)
    lines = [
        Line(row.text, row.counted, row.received, round(100 * row.counted / total) if total else 0) for row in rows
    ]
    return Results(lines, total, sum(row.received for row in rows), poll.figures == Poll.Figures.BOTH)
