"""Time as the office counts it: how many working hours lie between two moments.

The office works on weekdays from 7:30 to 11:30 and from 13:00 to 17:00, and not on public holidays (Tết, 30/4, 1/5,
2/9 …): eight hours a day.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.vietnamese.workdays import Workdays

SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))
DAY = timedelta(hours=8)
CALENDAR = Workdays({})
"""Without the days the Prime Minister swaps: what is promised to readers may be kept a day early."""
PROMISED = 2 * DAY
"""Working time within which every comment is decided: what the form promises readers."""


def worked(start: datetime, end: datetime) -> timedelta:
    """Return the working time between two aware moments; none when ``end`` is not after ``start``."""
    begin, finish = timezone.localtime(start), timezone.localtime(end)
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        if CALENDAR.is_workday(day):
            for opens, closes in SESSIONS:
                first = max(begin, datetime.combine(day, opens, begin.tzinfo))
                last = min(finish, datetime.combine(day, closes, begin.tzinfo))
                total += max(last - first, timedelta())
        day += timedelta(days=1)
    return total
