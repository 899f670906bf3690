"""What apps above know of a page, read in the query for its row: lists of views, comments and the like cost none more.

An app registers in ``AppConfig.ready``; what it asks for stands on the page that routing found, under the names it
chose. A page got in another way (a preview, a test) has nothing beside it, and the app asks by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from portal.base.models import BasePage

Asking = Callable[["BasePage"], Mapping[str, Any]]
"""Gives the expressions to annotate a page's row with, by name; ``OuterRef("pk")`` is the page's key."""

_asked: list[Asking] = []


def register(asking: Asking) -> None:
    """Have something read beside every page that is served."""
    if asking not in _asked:
        _asked.append(asking)


def annotations(page: BasePage) -> dict[str, Any]:
    """Return all that is to be read beside a page, of which the base row is known."""
    return {name: expression for asking in _asked for name, expression in asking(page).items()}
