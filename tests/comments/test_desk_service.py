"""The promise to readers, counted in the office's working time."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.comments.desk.service import BAD, CAREFUL, GOOD, service
from news.comments.models import Comment, Decision
from news.comments.worktime import worked
from tests.comments.factories import moderator, publish, send
from tests.factories import make_bulletin, moment


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-30 08:00", "2026-11-30 10:00", 2),
        ("2026-11-30 11:00", "2026-11-30 13:30", 1),  # the midday break
        ("2026-11-30 05:00", "2026-11-30 07:30", 0),
        ("2026-11-27 16:00", "2026-11-30 08:30", 2),  # over a weekend
        ("2026-11-28 08:00", "2026-11-29 20:00", 0),  # Saturday and Sunday
        ("2026-11-30 07:30", "2026-12-02 07:30", 16),  # two working days
        ("2026-09-01 16:00", "2026-09-03 08:30", 1),  # Quốc khánh: 1 and 2 September
        ("2026-02-13 16:00", "2026-02-23 08:30", 2),  # Tết
        ("2026-11-30 10:00", "2026-11-30 09:00", 0),
    ],
)
def test_working_time_leaves_out_nights_weekends_and_holidays(start: str, end: str, hours: int) -> None:
    assert worked(moment(start), moment(end)) == timedelta(hours=hours)


NOW = "2026-12-04 16:00"
"""A Friday afternoon."""


def _comment(came: str, decided: str | None, monkeypatch: Any, page: Any, person: Any) -> Comment:
    comment = send(page, net_hash=token_hex(32))
    if decided:
        monkeypatch.setattr(Decision._meta.get_field("at"), "_get_default", lambda: moment(decided))
        publish(comment, person, seen=False)
    Comment.objects.filter(pk=comment.pk).update(created=moment(came))
    return comment


@pytest.fixture
def told(monkeypatch: Any, db: None) -> Any:
    """Return a function that stores comments, each (came, decided), and tells how the promise stands on a Friday."""
    page, person = make_bulletin(), moderator()

    def tell(*times: tuple[str, str | None]) -> Any:
        for came, decided in times:
            _comment(came, decided, monkeypatch, page, person)
        monkeypatch.setattr(timezone, "now", lambda: moment(NOW))
        return service()

    return tell


@pytest.mark.django_db
def test_nothing_waiting_is_a_promise_kept(told: Any) -> None:
    found = told()
    assert (found.soon, found.latest, found.oldest, found.level) == (1, 1, None, GOOD)


@pytest.mark.django_db
def test_shares_count_from_coming_to_the_first_decision(told: Any) -> None:
    found = told(
        ("2026-12-01 08:00", "2026-12-01 09:00"),
        ("2026-11-28 08:00", "2026-11-30 09:00"),
        ("2026-12-01 08:00", "2026-12-02 09:00"),
        ("2026-12-01 08:00", "2026-12-03 15:00"),
    )
    assert (found.counted, found.soon, found.latest, found.level) == (4, 0.5, 0.75, BAD)


@pytest.mark.django_db
def test_one_that_waits_counts_once_it_is_late(told: Any) -> None:
    decided = ("2026-12-01 08:00", "2026-12-01 09:00")
    assert told(decided, ("2026-12-04 15:00", None)).soon == 1
    late = told(("2026-12-04 08:00", None))
    assert (late.soon, late.latest, late.oldest_level) == (0.5, 1, CAREFUL)
    assert told(("2026-12-01 08:00", None)).oldest_level == BAD


@pytest.mark.django_db
def test_the_first_page_says_it_in_words(client: Client, monkeypatch: Any) -> None:
    person = moderator()
    comment = send()
    Comment.objects.filter(pk=comment.pk).update(created=timezone.now() - timedelta(days=20))
    client.force_login(person)
    text = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "Chờ lâu nhất" in text
    assert "Đỏ: đã quá 2 ngày làm việc" in text
    assert "Đỏ: không đạt" in text
    assert isinstance(comment.created, datetime)
