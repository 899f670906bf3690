"""Who offers entries, and by what results can be narrowed. Apps register in ``AppConfig.ready``.

Imports go down the house: news and exemplars call this module, search never calls them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from search.entry import Entry


class Source(Protocol):
    """Something that offers entries; all it gives is public."""

    name: str
    """The part of an entry's id before the colon."""

    def kinds(self) -> Mapping[str, Any]:
        """Return the kinds of entry it offers, each with its name for readers."""
        ...

    def count(self) -> int:
        """Return about how many entries there are, for a progress bar."""
        ...

    def entries(self, keys: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield public entries, all or those with these primary keys, holding few at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Facet:
    """Something results can be narrowed by, chosen one value at a time as ``?name=value``.

    ``labels`` gives the readable name of each value it knows among those asked; other values are refused. It is
    asked once for a page, and asks the database once at most.
    """

    name: str
    label: Any
    labels: Callable[[Collection[str]], Mapping[str, str]]
    newest_first: bool = False
    """List values in descending order instead of by count."""
    order: int = 100
    """Facets are shown by ascending order."""
    typed: Callable[[str], Mapping[str, str]] | None = None
    """For facets of more values than can be listed: those a typed text may mean, the likeliest first, with names."""


_sources: dict[str, Source] = {}
_facets: dict[str, Facet] = {}
_extras: dict[str, list[Callable[[Any, Entry], Entry | None]]] = {}
_page_extras: dict[Callable[[Any, Entry], Entry | None], str] = {}


def register(source: Source) -> None:
    """Add a source; a second one of the same name takes its place."""
    _sources[source.name] = source


def register_facet(facet: Facet) -> None:
    """Add a facet; one of the same name takes the place of the one before."""
    _facets[facet.name] = facet


def extend_kind(kind: str, extra: Callable[[Any, Entry], Entry | None]) -> None:
    """Let ``extra(page, entry)`` complete the entry of each page or row of a kind, or leave it out with None."""
    _extras.setdefault(kind, []).append(extra)


def extend_pages(extra: Callable[[Any, Entry], Entry | None], *, prefetch: str) -> None:
    """Let ``extra`` complete the entry of every page, whatever its kind, reading what ``prefetch`` names."""
    _page_extras[extra] = prefetch


def page_prefetches() -> list[str]:
    """Return what is fetched with a batch of pages for those who complete all of them."""
    return list(_page_extras.values())


def extended_page(page: Any, entry: Entry) -> Entry | None:
    """Return a page's entry after the extras of all pages, then of its kind."""
    return _completed(page, entry, [*_page_extras, *_extras.get(entry.kind, ())])


def extended(page: Any, entry: Entry) -> Entry | None:
    """Return an entry after all extras of its kind; ``page`` is the page or row it is made of."""
    return _completed(page, entry, _extras.get(entry.kind, ()))


def _completed(page: Any, entry: Entry, extras: Collection[Callable[[Any, Entry], Entry | None]]) -> Entry | None:
    for extra in extras:
        completed = extra(page, entry)
        if completed is None:
            return None
        entry = completed
    return entry


def sources() -> list[Source]:
    """Return all sources."""
    return list(_sources.values())


def facets() -> list[Facet]:
    """Return all facets in the order they are shown."""
    return sorted(_facets.values(), key=lambda facet: facet.order)


def kind_labels(kinds: Collection[str]) -> dict[str, str]:
    """Return the names of those kinds that exist."""
    known = {kind: label for source in sources() for kind, label in source.kinds().items()}
    return {kind: str(known[kind]) for kind in kinds if kind in known}


def read(ids: Collection[str]) -> Iterator[Entry]:
    """Yield the entries with these ids that are public now."""
    wanted: dict[str, list[str]] = {}
    for one in ids:
        name, _, key = one.partition(":")
        wanted.setdefault(name, []).append(key)
    for name, keys in wanted.items():
        if name in _sources:
            yield from _sources[name].entries(keys)


def read_all() -> Iterator[Entry]:
    """Yield every public entry there is."""
    for source in sources():
        yield from source.entries()
