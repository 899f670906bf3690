"""The indexes there are: what readers find, and what the staff find. Each is kept and rebuilt in the same way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from search import registry
from search.engines import every_index, get_engine
from search.engines.base import Engine
from search.entry import Entry
from search.suggestions.keeping import read_all_and_keep, read_and_keep


@dataclass(frozen=True, slots=True)
class Index:
    """An index: what it is called, and how its entries are read from the database.

    Its entries' ids begin with ``prefix``; the public index has all the others.
    """

    name: str
    apart: str
    """What its folder and its name on the search server are told from the public index's by."""
    prefix: str
    read: Callable[[Collection[str]], Iterable[Entry]]
    read_all: Callable[[], Iterator[Entry]]
    count: Callable[[], int]
    """Gives about how many entries there are, for a progress bar."""
    look: Callable[[Collection[str]], Iterable[Entry]] | None = None
    """Reads for somebody who only asks; None where reading for a change writes nothing beside the index."""

    def engine(self) -> Engine:
        """Return what answers questions to it."""
        return get_engine(self.apart, self.look or self.read)

    def every(self, *, only_standby: bool = False) -> dict[str, Engine]:
        """Return what of it can be rebuilt and checked by itself, by name."""
        engines = every_index(self.apart, only_standby=only_standby)
        return {f"{self.name}, {name}": engine for name, engine in engines.items()}


def _count_public() -> int:
    return sum(source.count() for source in registry.sources())


PUBLIC = Index("public", "", "", read_and_keep, read_all_and_keep, _count_public, registry.read)
_indexes = {PUBLIC.name: PUBLIC}


def register(index: Index) -> None:
    """Add an index; a second one of the same name takes its place."""
    _indexes[index.name] = index


def indexes() -> list[Index]:
    """Return all indexes, the public one first."""
    return list(_indexes.values())


def by_index(ids: Collection[str]) -> Iterator[tuple[Index, list[str]]]:
    """Yield each index that has any of these ids, with those it has."""
    left = list(ids)
    for index in sorted(_indexes.values(), key=lambda index: index.prefix, reverse=True):
        own = [one for one in left if one.startswith(index.prefix)]
        if own:
            yield index, own
            left = [one for one in left if not one.startswith(index.prefix)]
