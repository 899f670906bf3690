"""The list beside a page, in one query."""

from __future__ import annotations

from django.db.models import F

from portal.base.models import BasePage

SHOWN = 6
"""Links shown; what is pinned is shown whole."""


def related_rows(page: BasePage, count: int = SHOWN) -> list[BasePage]:
    """Return the public pages beside a page, pinned first, each with its ``reason``."""
    if page.pk is None:
        return []
    links = {"reason": F("related_from__reason"), "pinned": F("related_from__pinned")}
    rows = BasePage.objects.public_rows().filter(related_from__page=page.pk).annotate(**links)
    found = list(rows.order_by("-related_from__pinned", "-related_from__score", "-pk"))
    pins = sum(1 for row in found if row.pinned)
    return found[: max(count, pins)]
