"""Every view of the registry, found in the map of addresses, and how to ask for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

APPS = (
    *("registry", "nominations", "honours", "movements", "organisations", "places", "stories"),
    "consultations",
)
MODULES = ("exemplars.", "portal.places")


@dataclass(frozen=True)
class Found:
    """A view: the name rows of the table go by, and its route."""

    name: str
    reverse_name: str
    route: str


def _walk(
    resolver: Any, namespaces: tuple[str, ...] = (), route: str = ""
) -> Iterator[tuple[Any, tuple[str, ...], str]]:
    for pattern in resolver.url_patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inside = (*namespaces, pattern.namespace) if pattern.namespace else namespaces
            yield from _walk(pattern, inside, here)
        elif isinstance(pattern, URLPattern):
            yield pattern, namespaces, here


def _is_ours(callback: Any) -> bool:
    view = getattr(callback, "view_class", None)
    model = (getattr(callback, "view_initkwargs", None) or {}).get("model")
    module = view.__module__ if view else getattr(callback, "__module__", type(callback).__module__)
    return module.startswith(MODULES) or (hasattr(model, "_meta") and model._meta.app_label in APPS)


def views() -> list[Found]:
    """Return every view of the registry's apps and of the places, Wagtail's views of their models among them."""
    found = []
    for pattern, namespaces, route in _walk(get_resolver()):
        if _is_ours(pattern.callback):
            full = ":".join((*namespaces, pattern.name or ""))
            short = full.replace("wagtailsnippets_", "").replace("wagtailsnippetchoosers_", "choose ").replace(":", " ")
            found.append(Found(short, full, route))
    return found
