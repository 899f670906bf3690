"""The archive of a section by month, in the office's own time zone."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone

from portal.base.models import BasePage

if TYPE_CHECKING:
    from portal.home.models import SectionPage


def month_bounds(year: int, month: int) -> tuple[datetime, datetime] | None:
    """Return the first moment of a month and of the next one, or None for a month that cannot be."""
    if not (1945 <= year <= 9998 and 1 <= month <= 12):
        return None
    zone = timezone.get_current_timezone()
    following = (year + 1, 1) if month == 12 else (year, month + 1)
    return datetime(year, month, 1, tzinfo=zone), datetime(*following, 1, tzinfo=zone)


def archive_months(section: SectionPage) -> list[dict[str, Any]]:
    """Return the months in which the section carried something: ``month``, ``count``, ``url``; newest first."""
    rows = (
        BasePage.objects.live()
        .public()
        .filter(section_id=section.pk, display_date__isnull=False)
        .annotate(month=TruncMonth("display_date"))
        .order_by("-month")
        .values("month")
        .annotate(count=Count("pk"))
    )
    base = section.url or ""
    return [
        {
            "month": row["month"],
            "count": row["count"],
            "url": base + section.reverse_subpage("archive_month", args=(row["month"].year, row["month"].month)),
        }
        for row in rows
    ]
