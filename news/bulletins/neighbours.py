"""The lists under an article: what else to read, and what the section carried before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from portal.base.models import BasePage
from portal.base.models.pages import BasePageQuerySet
from search.related.shown import related_with

if TYPE_CHECKING:
    from news.bulletins.models import BulletinPage

OLDER_COUNT = 8


def previewed_rows(page: BulletinPage) -> list[BasePage]:
    """Return what is pinned in a preview, where it is not in the database yet: live, public pages with ``reason``."""
    pins = {pin.related_id: pin for pin in page.pinned_related.all()}
    rows = {row.pk: row for row in BasePage.objects.public_rows().filter(pk__in=pins)}
    found = [rows[pk] for pk in pins if pk in rows]
    for row in found:
        row.reason = pins[row.pk].reason
    return found


def older_in_section(page: BulletinPage, count: int = OLDER_COUNT) -> BasePageQuerySet:
    """Return the articles of the same section shown before this one, newest first (“Các tin đã đưa”)."""
    if page.section_id is None or page.display_date is None:
        return BasePage.objects.none()
    before = Q(display_date__lt=page.display_date) | Q(display_date=page.display_date, pk__lt=page.pk or 0)
    rows = BasePage.objects.public_rows().filter(before, section_id=page.section_id)
    return rows.exclude(pk=page.pk).newest_first()[:count]


def neighbours(page: BulletinPage, *, previewed: bool = False) -> dict[str, list[BasePage]]:
    """Return the two lists of an article, ``related`` and ``older``: in one query, but for previews."""
    related, older = related_with(page, older_in_section(page))
    return {"related": previewed_rows(page) if previewed else related, "older": older}
