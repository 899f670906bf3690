"""From an address staff paste to the public entry there."""

from __future__ import annotations

from urllib.parse import urlsplit

from portal.vietnamese.text import squash
from search.suggestions.models import Suggestion


def path_of(address: str) -> str:
    """Return the path of an address, whichever host it names; empty when there is none."""
    try:
        path = urlsplit(squash(address)).path
    except ValueError:
        return ""
    return path if path.startswith("/") else ""


def entry_at(address: str) -> str:
    """Return the id of the public entry at an address on this portal; empty when there is none."""
    path = path_of(address)
    found = Suggestion.objects.filter(url__in={path, f"{path.rstrip('/')}/"}) if path else Suggestion.objects.none()
    return found.order_by("pk").values_list("entry", flat=True).first() or ""
