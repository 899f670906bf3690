"""Counting views: one small row a view when it happens, folded into counts by the clock.

A view is one INSERT of a row of its own: no two readers wait for the same row, and what is committed survives any
``kill -9``. The clock adds what is pending to the counts with ``F()`` and sets it to nought in the same transaction,
so that each view is counted exactly once, however many processes there are.
"""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, IntegerField, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from news.readership.models import DayViews, PageViews, Reader

AGAIN = timedelta(minutes=30)
"""Within this time the same reader of the same page is one view."""
CROWD = 200
"""Readers of one page behind one network in that time; more of them are one program with many names."""
WEEK = timedelta(days=7)
BATCH = 2_000
KEPT = timedelta(hours=25)


def key_of(network: str, *parts: object) -> str:
    """Return 64 hexadecimal digits for a network's daily hash and what else tells views apart."""
    return hmac.new(network.encode(), "\0".join(map(str, parts)).encode(), hashlib.sha256).hexdigest()


@transaction.atomic
def add_view(page: int, network: str, agent: str, now: datetime | None = None) -> bool:
    """Note that a page was read; return whether that is a view. ``network`` is the network's hash of the day."""
    now = now or timezone.now()
    key, crowd = key_of(network, page, agent), key_of(network, page)
    since = now - AGAIN
    # Of two at once the second finds the row changed, or its own insert ignored.
    seen = Reader.objects.filter(key=key)
    if seen.filter(seen_at__lte=since).update(seen_at=now, pending=F("pending") + 1):
        return True
    if seen.exists() or Reader.objects.filter(crowd=crowd, seen_at__gt=since).count() >= CROWD:
        return False
    Reader.objects.bulk_create([Reader(key=key, crowd=crowd, page_id=page, seen_at=now)], ignore_conflicts=True)
    return True


def fold() -> int:
    """Add what is pending to the counts; return how many views. Several at once take different rows."""
    folded = 0
    while taken := _fold_batch():
        folded += taken
    return folded


@transaction.atomic
def _fold_batch() -> int:
    rows = Reader.objects.filter(pending__gt=0).order_by("pk")
    rows = rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked)
    batch = list(rows[:BATCH].values_list("pk", "page", "seen_at", "pending"))
    days: Counter[tuple[int, date]] = Counter()
    pages: Counter[int] = Counter()
    for _pk, page, seen_at, pending in batch:
        days[page, timezone.localdate(seen_at)] += pending
        pages[page] += pending
    PageViews.objects.bulk_create([PageViews(page_id=page) for page in pages], ignore_conflicts=True)
    DayViews.objects.bulk_create([DayViews(page_id=page, day=day) for page, day in days], ignore_conflicts=True)
    # In one order everywhere, so that two that fold at once cannot wait for each other.
    for page, views in sorted(pages.items()):
        PageViews.objects.filter(page=page).update(total=F("total") + views)
    for (page, day), views in sorted(days.items()):
        DayViews.objects.filter(page=page, day=day).update(views=F("views") + views)
    Reader.objects.filter(pk__in=[row[0] for row in batch]).update(pending=0)
    return sum(pages.values())


def count_week(today: date | None = None) -> int:
    """Work out the views of the last seven days anew; return how many pages have any."""
    first = (today or timezone.localdate()) - WEEK + timedelta(days=1)
    recent = DayViews.objects.filter(day__gte=first)
    of_page = recent.filter(page=OuterRef("page")).order_by().values("page").annotate(sum=Sum("views")).values("sum")
    counted = Coalesce(Subquery(of_page, output_field=IntegerField()), 0)
    rows = PageViews.objects.filter(Q(week__gt=0) | Q(page__in=recent.order_by().values("page")))
    rows.update(week=counted)
    return PageViews.objects.filter(week__gt=0).count()


def forget_readers() -> int:
    """Delete what told readers apart, once it was counted and a day is over; return how many rows."""
    fold()
    return Reader.objects.filter(pending=0, seen_at__lt=timezone.now() - KEPT).delete()[0]
