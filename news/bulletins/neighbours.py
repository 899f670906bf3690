"""The lists under an article: what editors pinned, and what the section carried before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Subquery

from portal.base.models import BasePage

if TYPE_CHECKING:
    from news.bulletins.models import BulletinPage

OLDER_COUNT = 8


def pinned_rows(page: BulletinPage) -> list[BasePage]:
    """Return the live, public pages pinned to this one, in the editor's order, each with its ``reason``."""
    pins = apps.get_model("bulletins", "RelatedPin").objects.filter(page=page, related=OuterRef("pk"))
    rows = BasePage.objects.public_rows().filter(Exists(pins))
    rows = rows.annotate(reason=Subquery(pins.values("reason")), pin_order=Subquery(pins.values("sort_order")))
    return list(rows.order_by("pin_order"))


def previewed_rows(page: BulletinPage) -> list[BasePage]:
    """Return the same for a preview, whose pins are not in the database yet."""
    pins = {pin.related_id: pin for pin in page.pinned_related.all()}
    rows = {row.pk: row for row in BasePage.objects.public_rows().filter(pk__in=pins)}
    found = [rows[pk] for pk in pins if pk in rows]
    for row in found:
        row.reason = pins[row.pk].reason
    return found


def older_in_section(page: BulletinPage, count: int = OLDER_COUNT) -> list[BasePage]:
    """Return the articles of the same section shown before this one, newest first (“Các tin đã đưa”)."""
    if page.section_id is None or page.display_date is None:
        return []
    before = Q(display_date__lt=page.display_date) | Q(display_date=page.display_date, pk__lt=page.pk or 0)
    cards = BasePage.objects.public_rows().filter(before, section_id=page.section_id)
    return list(cards.exclude(pk=page.pk).newest_first()[:count])
