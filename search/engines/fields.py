"""The fields every engine keeps of an entry. Every token is made in Python; an engine only splits at spaces."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from search.entry import LINKS, Entry
from search.streams import STREAMS_VERSION, Streams, date_token, join, streams

TITLE = "title"
TEXT = "text"
PLACES = (TITLE, TEXT)
STREAMS = ("exact", "folded", "pairs", "numbers")
FACETS = "facets"
POINTERS = "links"
SCHEMA_VERSION = 3
"""Raised whenever the fields change: an index built before is then refused and rebuilt."""
VERSION = f"{SCHEMA_VERSION}.{STREAMS_VERSION}"


def field_name(place: str, stream: str) -> str:
    """Return the field of a stream of the title or of everything."""
    return f"{place}_{stream}"


WITH_POSITIONS = frozenset({field_name(TEXT, "exact"), field_name(TEXT, "folded")})
"""Where phrases are looked for."""


def facet_term(name: str, value: str) -> str:
    """Return the token a facet's value is indexed as."""
    return f"{name}={value}"


def filter_field(name: str) -> str:
    """Return the field a filter looks in: what entries point at has one of its own, whose values are not counted."""
    return POINTERS if name in LINKS else FACETS


def pointer_terms(entry: Entry) -> list[str]:
    """Return the tokens of all an entry points at."""
    return [facet_term(name, value) for name, values in entry.links().items() for value in values]


def facet_terms(entry: Entry) -> list[str]:
    """Return the tokens of all facets of an entry."""
    return [facet_term(name, value) for name, values in entry.all_facets().items() for value in values]


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield each stream's field with its tokens, a space between them, of an entry that is clean."""
    title = streams(entry.title)
    everything = join([title, *(streams(part) for part in (entry.lead, entry.body, entry.words) if part)])
    if entry.date:
        everything.numbers.append(date_token(entry.date))
    for place, found in ((TITLE, title), (TEXT, everything)):
        yield from _fields(place, found)


def _fields(place: str, found: Streams) -> Iterator[tuple[str, str]]:
    for stream in STREAMS:
        yield field_name(place, stream), " ".join(getattr(found, stream))


def seconds(moment: datetime | None) -> int:
    """Return seconds since 1970; what has no date comes last."""
    if moment is None:
        return -(2**62)
    return int((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
