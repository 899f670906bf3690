"""What a poll's figures are: cleaned, raw, and in per cent."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count

from news.polls.models import Poll, Vote


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
    """Return the figures, counted now from the votes; two queries."""
    rows = Vote.objects.filter(poll=poll).order_by().values_list("option", "state").annotate(Count("pk"))
    votes = {(option, state): number for option, state, number in rows}
    options = list(poll.options.order_by("sort_order", "pk"))
    counted = {one.pk: votes.get((one.pk, Vote.State.COUNTED), 0) for one in options}
    received = {one.pk: sum(votes.get((one.pk, state), 0) for state in Vote.State.values) for one in options}
    total = sum(counted.values())
    lines = [
        Line(one.text, counted[one.pk], received[one.pk], round(100 * counted[one.pk] / total) if total else 0)
        for one in options
    ]
    return Results(lines, total, sum(received.values()), poll.figures == Poll.Figures.BOTH)
