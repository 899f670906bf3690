"""Time as the office counts it: how many working hours lie between two moments.

The office works on weekdays from 7:30 to 11:30 and from 13:00 to 17:00, and not on public holidays (Tết, 30/4, 1/5,
2/9 … by the calendar of the ``holidays`` package): eight hours a day.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import lru_cache

import holidays
from django.utils import timezone

SESSIONS = ((time(7, 30), time(11, 30)), (time(13, 0), time(17, 0)))
DAY = timedelta(hours=8)
SATURDAY = 5


@lru_cache(maxsize=8)
def _off(year: int) -> frozenset[date]:
    """Return the public holidays of a year."""
    return frozenset(holidays.country_holidays("VN", years=year))


def is_working_day(day: date) -> bool:
    """Tell whether the office works on a day."""
    return day.weekday() < SATURDAY and day not in _off(day.year)


def worked(start: datetime, end: datetime) -> timedelta:
    """Return the working time between two aware moments; none when ``end`` is not after ``start``."""
    begin, finish = timezone.localtime(start), timezone.localtime(end)
    total, day = timedelta(), begin.date()
    while day <= finish.date():
        if is_working_day(day):
            for opens, closes in SESSIONS:
                first = max(begin, datetime.combine(day, opens, begin.tzinfo))
                last = min(finish, datetime.combine(day, closes, begin.tzinfo))
                total += max(last - first, timedelta())
        day += timedelta(days=1)
    return total
