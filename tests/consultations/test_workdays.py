"""Working days: weekends, holidays by both calendars, swaps, and what staff enter."""

from datetime import date

import pytest

from exemplars.consultations.models import DayChange
from exemplars.consultations.publishing import MINIMUM
from portal.vietnamese.workdays import Workdays

PLAIN = Workdays({})


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 11, 27), True),  # Friday
        (date(2026, 11, 28), False),
        (date(2026, 11, 29), False),
        (date(2026, 1, 1), False),
        (date(2026, 2, 17), False),  # first day of the lunar year Bính Ngọ
        (date(2026, 4, 26), False),  # Hùng Kings, 10/3 of the lunar year, a Sunday
        (date(2026, 4, 27), False),  # so the Monday after is off (Labour Code, article 111.3)
        (date(2026, 4, 30), False),
        (date(2026, 9, 2), False),
        (date(2026, 8, 31), False),  # swapped with
        (date(2026, 8, 22), True),  # this Saturday
    ],
)
def test_offices_work_on_working_days(day: date, works: bool) -> None:
    assert PLAIN.is_workday(day) is works


def test_the_first_day_is_not_counted() -> None:
    """Civil Code, article 147.2: ten working days from Monday 2/11/2026 end on Monday 16/11."""
    assert PLAIN.after(date(2026, 11, 2), MINIMUM) == date(2026, 11, 16)
    assert PLAIN.between(date(2026, 11, 2), date(2026, 11, 16)) == MINIMUM
    assert PLAIN.between(date(2026, 11, 2), date(2026, 11, 13)) == MINIMUM - 1


def test_tet_makes_the_term_longer() -> None:
    end = PLAIN.after(date(2026, 2, 9), MINIMUM)
    assert end == date(2026, 3, 2), "the lunar New Year takes 16/2 to 20/2"


@pytest.mark.django_db
def test_what_staff_enter_wins() -> None:
    off, worked = date(2026, 11, 3), date(2026, 11, 7)
    before = DayChange.calendar()
    assert (before.is_workday(off), before.is_workday(worked)) == (True, False)
    DayChange.objects.create(day=off)
    DayChange.objects.create(day=worked, is_workday=True, note="Làm bù")
    after = DayChange.calendar()
    assert (after.is_workday(off), after.is_workday(worked)) == (False, True)
    assert after.after(date(2026, 11, 2), MINIMUM) == date(2026, 11, 16), "one taken, one given"
