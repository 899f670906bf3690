"""Who offers names to be recognised. Apps register in ``AppConfig.ready``; search never calls them by import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db.models import QuerySet


class Case(Enum):
    """How capitals of a name count."""

    EXACT = "exact"
    """As written: names of persons and provinces ("Hòa Bình" is a province, "hòa bình" is peace)."""
    FIRST_FREE = "first"
    """But for the first letter: "Sở Nội vụ", "sở Nội vụ"."""
    FREE = "free"
    """Not at all: titles of movements, written now with capitals, now without."""


@dataclass(frozen=True, slots=True)
class Name:
    """A way to write something. Several things may bear one name; then the context decides, or nobody is meant.

    ``context`` are words of which one must stand in the text for this bearer of a shared name; ``since`` and
    ``until`` are the days between which it bore the name. ``alone`` names are part of no longer one: a capitalised
    word beside them makes them another's. ``public`` is false for who may not be shown: such a bearer only makes a
    name ambiguous.
    """

    words: str
    target: int
    case: Case = Case.FIRST_FREE
    context: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    alone: bool = False
    public: bool = True


@dataclass(frozen=True, slots=True)
class NameSource:
    """A table of named things.

    ``rows`` returns those readers may be told of, with fields ``label_field`` and ``slug``; ``address`` makes the
    address of a public page from a slug, where there is one.
    """

    kind: str
    label: Any
    names: Callable[[], Iterable[Name]]
    rows: Callable[[], QuerySet]
    label_field: str = "name"
    address: Callable[[str], str] | None = None


_sources: dict[str, NameSource] = {}


def register(source: NameSource) -> None:
    """Add a source; a second one of the same kind takes its place."""
    _sources[source.kind] = source


def sources() -> list[NameSource]:
    """Return all sources."""
    return list(_sources.values())


def source_of(kind: str) -> NameSource | None:
    """Return the source of a kind."""
    return _sources.get(kind)
