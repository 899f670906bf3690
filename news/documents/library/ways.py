"""Ways on from a document's page into rooms that stand above this one, which register them."""

from __future__ import annotations

from collections.abc import Callable

from news.documents.models.official import OfficialDocument

Way = Callable[[OfficialDocument], tuple[str, str] | None]

_ways: dict[str, Way] = {}


def register(name: str, way: Way) -> None:
    """Add a way; it returns title and address, or None for a document it does not lead from."""
    _ways[name] = way


def ways_from(document: OfficialDocument) -> list[dict[str, str]]:
    """Return the ways on from a document."""
    found = [way(document) for way in _ways.values()]
    return [{"title": one[0], "url": one[1]} for one in found if one]
