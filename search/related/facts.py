"""What pages may share, and what editors pinned: apps register both in ``AppConfig.ready``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from math import log

from django.db.models import Count, QuerySet

from portal.base.models import BasePage

COMMON = 0.15
"""Of all pages so large a share makes a fact say nothing."""
FEW = 12
"""But so many pages may always share one: a small portal has few of anything."""
NEWEST = 60
"""Pages with a fact that are looked at, newest first."""
KEYS = 40
"""Facts of one kind that are looked at: the rarest."""


@dataclass(frozen=True, slots=True)
class FactSource:
    """A kind of fact, kept in rows that join a page to a key.

    ``rows`` are those rows, ``page`` and ``key`` names of fields in them; ``reasons`` gives the words for readers of
    those keys they may be told of; the others count for nothing. ``weight`` is what the rarest of these facts adds to
    a likeness between 0 and 1.
    """

    name: str
    weight: float
    rows: Callable[[], QuerySet]
    page: str
    key: str
    reasons: Callable[[Collection[int]], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a page shares with others: ``name`` ("cites:12"), what it weighs, the words for it."""

    name: str
    weight: float
    reason: str


Pins = Callable[[BasePage], Iterable[tuple[int, str]]]
"""Gives the primary keys of the pages pinned to a page, in order, each with a reason."""

_sources: dict[str, FactSource] = {}
_pins: list[Pins] = []


def register(source: FactSource) -> None:
    """Add a kind of fact."""
    _sources[source.name] = source


def register_pins(pins: Pins) -> None:
    """Let ``pins`` say what editors pinned."""
    if pins not in _pins:
        _pins.append(pins)


def pinned(page: BasePage) -> list[tuple[int, str]]:
    """Return what editors pinned to a page, never itself."""
    found = {pk: reason for pins in _pins for pk, reason in pins(page) if pk != page.pk}
    return list(found.items())


def shared_facts(page_id: int) -> dict[int, list[Fact]]:
    """Return the live pages that share facts with a page, each with what they share, the weightiest first."""
    pages = max(BasePage.objects.live().count(), 2)
    found: dict[int, list[Fact]] = {}
    for source in _sources.values():
        for other, fact in _shared(source, page_id, pages):
            found.setdefault(other, []).append(fact)
    for facts in found.values():
        facts.sort(key=lambda fact: -fact.weight)
    return found


def _shared(source: FactSource, page_id: int, pages: int) -> Iterable[tuple[int, Fact]]:
    rows = source.rows().order_by().filter(**{f"{source.page}__live": True})
    keys = list(source.rows().order_by().filter(**{source.page: page_id}).values_list(source.key, flat=True).distinct())
    if not keys:
        return
    counts = (
        rows.filter(**{f"{source.key}__in": keys}).values_list(source.key).annotate(Count(source.page, distinct=True))
    )
    # The page itself counts once.
    rare = sorted((count, key) for key, count in counts if 1 < count <= max(FEW, pages * COMMON))[:KEYS]
    reasons = source.reasons([key for _, key in rare])
    for count, key in rare:
        if key not in reasons:
            continue
        # As two pages of three: nothing. As two of a thousand: nearly all.
        weight = source.weight * (log(pages / count) / log(pages) if count < pages else 0)
        fact = Fact(f"{source.name}:{key}", weight, reasons[key])
        others = rows.filter(**{source.key: key}).exclude(**{source.page: page_id})
        newest = others.order_by(f"-{source.page}__display_date", f"-{source.page}").values_list(source.page, flat=True)
        for other in dict.fromkeys(newest[:NEWEST]):
            yield other, fact
