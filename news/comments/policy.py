"""Where readers may comment now: what staff said of the page or of the nearest section above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from news.comments.models import Thread, ThreadPolicy
from portal.base.models import BasePage

DEFAULT_DAYS = 30
"""Days after which comments close where nobody said otherwise."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page stands: what applies to it, until when it is open (None: no end), and how many comments are public."""

    mode: str
    closes: datetime | None
    published: int

    @property
    def is_shown(self) -> bool:
        """Whether readers see comments there at all."""
        return self.mode != ThreadPolicy.Mode.CLOSED

    @property
    def is_open(self) -> bool:
        """Whether readers may write there now."""
        if self.mode == ThreadPolicy.Mode.DATED:
            return self.closes is None or timezone.now() < self.closes
        return self.mode == ThreadPolicy.Mode.OPEN


def beside(page: BasePage) -> dict[str, Subquery]:
    """Return what is read beside a page that takes comments: what was said of the page or the nearest one above."""
    if not getattr(page.specific_class, "takes_comments", False):
        return {}
    above = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    said = ThreadPolicy.objects.filter(page__path__in=above).exclude(mode=ThreadPolicy.Mode.INHERIT)
    nearest = said.order_by("-page__depth")
    return {
        "comment_mode": Subquery(nearest.values("mode")[:1]),
        "comment_days": Subquery(nearest.values("close_after_days")[:1]),
        "comment_count": Subquery(Thread.objects.filter(page=OuterRef("pk")).values("published")[:1]),
    }


def standing(page: BasePage) -> Standing:
    """Return how a page stands: without a query where it was read beside the page, in one elsewhere."""
    if hasattr(page, "comment_mode"):
        mode, days, published = page.comment_mode, page.comment_days, page.comment_count
    else:
        rows = BasePage.objects.filter(pk=page.pk).order_by().annotate(**beside(page))
        mode, days, published = rows.values_list("comment_mode", "comment_days", "comment_count").first() or (None,) * 3
    begun = page.display_date or page.first_published_at
    closes = begun + timedelta(days=days or DEFAULT_DAYS) if begun else None
    return Standing(mode or ThreadPolicy.Mode.DATED, closes, published or 0)
