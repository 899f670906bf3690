"""Where readers may comment now: what staff said of the page or of the nearest section above it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from news.comments.models import Comment, State, Thread, ThreadPolicy
from news.comments.worktime import PROMISED, worked
from portal.base.models import BasePage

DEFAULT_DAYS = 30
"""Days after which comments close where nobody said otherwise."""
_LATE_ANYHOW = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a page stands: what applies to it, until when it is open (None: no end), how many comments came, how many
    are public, and since when the oldest comment of the whole portal has been waiting to be decided about.
    """

    mode: str
    closes: datetime | None
    published: int
    received: int = 0
    oldest_waiting: datetime | None = None

    @property
    def is_shown(self) -> bool:
        """Whether readers see comments there at all."""
        return self.mode != ThreadPolicy.Mode.CLOSED

    @property
    def is_open(self) -> bool:
        """Whether readers may write there now."""
        return self._is_open_by_policy and not self.is_paused

    @property
    def is_paused(self) -> bool:
        """Whether no discussion is begun here for now: somebody waits longer than was promised already.

        What has begun goes on, and what staff opened by name stays open.
        """
        if self.mode != ThreadPolicy.Mode.DATED or self.received or self.oldest_waiting is None:
            return False
        return self._is_open_by_policy and _is_late(self.oldest_waiting)

    @property
    def _is_open_by_policy(self) -> bool:
        if self.mode == ThreadPolicy.Mode.DATED:
            return self.closes is None or timezone.now() < self.closes
        return self.mode == ThreadPolicy.Mode.OPEN


def _is_late(since: datetime) -> bool:
    now = timezone.now()
    # No holiday lasts so long; counting the hours of months would be work for nothing.
    return now - since > _LATE_ANYHOW or worked(since, now) > PROMISED


def beside(page: BasePage) -> dict[str, Subquery]:
    """Return what is read beside a page that takes comments: what was said of the page or the nearest one above."""
    if not getattr(page.specific_class, "takes_comments", False):
        return {}
    above = [page.path[:end] for end in range(page.steplen, len(page.path) + 1, page.steplen)]
    said = ThreadPolicy.objects.filter(page__path__in=above).exclude(mode=ThreadPolicy.Mode.INHERIT)
    nearest = said.order_by("-page__depth")
    counters = Thread.objects.filter(page=OuterRef("pk"))
    waiting = Comment.objects.filter(state=State.HELD).order_by("created")
    return {
        "comment_mode": Subquery(nearest.values("mode")[:1]),
        "comment_days": Subquery(nearest.values("close_after_days")[:1]),
        "comment_count": Subquery(counters.values("published")[:1]),
        "comment_received": Subquery(counters.values("received")[:1]),
        "comment_oldest": Subquery(waiting.values("created")[:1]),
    }


_READ = ("comment_mode", "comment_days", "comment_count", "comment_received", "comment_oldest")


def standing(page: BasePage) -> Standing:
    """Return how a page stands: without a query where it was read beside the page, in one elsewhere."""
    if hasattr(page, "comment_mode"):
        found = {name: getattr(page, name) for name in _READ}
    else:
        rows = BasePage.objects.filter(pk=page.pk).order_by().annotate(**beside(page))
        found = rows.values(*_READ).first() or dict.fromkeys(_READ)
    begun = page.display_date or page.first_published_at
    return Standing(
        mode=found["comment_mode"] or ThreadPolicy.Mode.DATED,
        closes=begun + timedelta(days=found["comment_days"] or DEFAULT_DAYS) if begun else None,
        published=found["comment_count"] or 0,
        received=found["comment_received"] or 0,
        oldest_waiting=found["comment_oldest"],
    )
