"""The archive of a section by month, in the office's own time zone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from portal.base.models import BasePage
from portal.home.models.archive import ArchiveMonth

if TYPE_CHECKING:
    from portal.home.models import SectionPage

Place = tuple[int, date]
"""A section's id and the first day of a month."""


def month_bounds(year: int, month: int) -> tuple[datetime, datetime] | None:
    """Return the first moment of a month and of the next one, or None for a month that cannot be."""
    if not (1945 <= year <= 9998 and 1 <= month <= 12):
        return None
    zone = timezone.get_current_timezone()
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


def month_of(page: BasePage) -> Place | None:
    """Return the section and month of a page, live or not; None when it has no section or no date."""
    if page.section_id is None or page.display_date is None:
        return None
    return page.section_id, timezone.localdate(page.display_date).replace(day=1)


def place_of(page: BasePage) -> Place | None:
    """Return where a page counts in the archive, or None while it counts nowhere."""
    return month_of(page) if page.live else None


def archive_months(section: SectionPage) -> list[dict[str, Any]]:
    """Return the months in which the section carried something: ``month``, ``count``, ``url``; newest first."""
    base = section.url or ""
    return [
        {
            "month": row.month,
            "count": row.count,
            "url": base + section.reverse_subpage("archive_month", args=(row.month.year, row.month.month)),
        }
        for row in ArchiveMonth.objects.filter(section_id=section.pk, count__gt=0).order_by("-month")
    ]


def _counted() -> Any:
    return BasePage.objects.live().public().filter(display_date__isnull=False, section__isnull=False)


@transaction.atomic
def recount(places: Iterable[Place | None]) -> None:
    """Count these months again. The row is locked before counting, so that two publishers never miss each other."""
    for section_id, month in sorted({place for place in places if place is not None}):
        ArchiveMonth.objects.get_or_create(section_id=section_id, month=month)
        row = ArchiveMonth.objects.select_for_update().get(section_id=section_id, month=month)
        start, end = month_bounds(month.year, month.month) or (None, None)
        row.count = _counted().filter(section_id=section_id, display_date__gte=start, display_date__lt=end).count()
        row.save(update_fields=["count"])


@transaction.atomic
def rebuild() -> int:
    """Make the whole archive anew from the pages; return the number of months."""
    ArchiveMonth.objects.all().delete()
    months = (
        _counted()
        .order_by()
        .annotate(month=TruncMonth("display_date"))
        .values("section_id", "month")
        .annotate(n=Count("pk"))
    )
    rows = [ArchiveMonth(section_id=m["section_id"], month=m["month"].date(), count=m["n"]) for m in months]
    ArchiveMonth.objects.bulk_create(rows)
    return len(rows)
