"""Working days in Vietnam: weekends, public holidays, and what the Prime Minister swaps each year.

The package ``holidays`` knows the holidays of the Labour Code (articles 111 and 112), the lunar ones included, and
those swaps that were decided when it was released. What is decided later stands in the table ``DayChange``, which
staff edit and which wins.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from holidays.countries import VN

LAST_YEAR = 2100
ONE_DAY = timedelta(days=1)


@cache
def _calendar(year: int) -> VN:
    return VN(years=year)


class Workdays:
    """The calendar, with the changes staff entered: ``changes`` tells of a day whether it is worked on."""

    def __init__(self, changes: Mapping[date, bool]) -> None:
        self._changes = changes

    def is_workday(self, day: date) -> bool:
        """Return whether offices work on a day."""
        if day in self._changes:
            return self._changes[day]
        return _calendar(day.year).is_working_day(day)

    def after(self, day: date, count: int) -> date:
        """Return the working day that is the ``count``-th after a day, which itself is not counted.

        Civil Code, article 147.2: a term in days begins with the day after.
        """
        while count:
            day += ONE_DAY
            count -= self.is_workday(day)
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie after ``first``, up to and with ``last``."""
        days = (first + timedelta(days=number) for number in range(1, (last - first).days + 1))
        return sum(map(self.is_workday, days))


def known_name(day: date) -> str:
    """Return what the calendar of the package calls a day off; empty for any other."""
    return _calendar(day.year).get(day, "")
