"""Rooms of the portal that are no pages of the tree: the registry, movements, decisions and the like.

An app says in ``AppConfig.ready`` which of its addresses readers should find in the navigation, in the map of the
portal and in the foot of every page; nobody else needs to know of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


@dataclass(frozen=True, slots=True)
class Link:
    """A room: the name of its address, its name for readers and one line on what is in it."""

    url_name: str
    label: Any
    about: Any = ""
    in_menu: bool = False
    """Whether it stands in the navigation of every page too."""
    apart: bool = False
    """Whether it is none of the registry's rooms, and so not in their row of links."""

    @property
    def url(self) -> str:
        """Its address; empty while no such address exists."""
        try:
            return reverse(self.url_name)
        except NoReverseMatch:
            return ""

    def at(self, path: str) -> ShownLink:
        """Return the link as it is shown on the page with this path."""
        url = self.url
        current = "page" if path == url else "true" if url and path.startswith(url) else ""
        return ShownLink(url, self.label, self.about, self.in_menu, self.apart, current)


@dataclass(frozen=True, slots=True)
class ShownLink:
    """A link on a page: ``current`` is "page" on the room's own page, "true" on one below it, else empty."""

    url: str
    label: Any
    about: Any
    in_menu: bool
    apart: bool
    current: str


_links: dict[str, Link] = {}


def register(link: Link) -> None:
    """Add a room after those registered before; one with the same address takes the older one's place."""
    _links[link.url_name] = link


def links(path: str) -> list[ShownLink]:
    """Return the rooms that exist, in the order they were registered, as seen from a page."""
    return [shown for shown in (link.at(path) for link in _links.values()) if shown.url]
