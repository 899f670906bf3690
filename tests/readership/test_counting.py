"""Views: a beacon and nothing else counts, once in half an hour, exactly once whatever happens."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import PageViewRestriction

from news.readership import counting
from news.readership.counting import add_view, count_week, fold, forget_readers
from news.readership.models import DayViews, PageViews, Reader
from news.readership.reading import most_read, views_of
from tests import factories
from tests.polls.factories import BROWSER
from tests.registry.test_concurrency import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    return factories.make_bulletin()


def read(client: Client, page, **headers: str) -> int:
    return client.post("/luot-xem/", {"trang": page.pk}, headers={"user-agent": BROWSER, **headers}).status_code


def test_a_thousand_gets_add_nothing_and_a_beacon_adds_one(client: Client, page) -> None:
    for path in (page.url, f"/luot-xem/{page.pk}/", "/"):
        for _ in range(5):
            assert client.get(path, headers={"user-agent": BROWSER}).status_code == 200
    assert client.get("/luot-xem/").status_code == 405
    assert not Reader.objects.exists()
    answer = client.post("/luot-xem/", {"trang": page.pk}, headers={"user-agent": BROWSER})
    assert (answer.status_code, answer.content, dict(answer.cookies)) == (204, b"", {})
    assert fold() == 1
    assert views_of(page.pk) == 1


def test_again_within_half_an_hour_is_one_view_and_later_another(page) -> None:
    now = timezone.now()
    moments = [now, now + timedelta(minutes=29), now + timedelta(minutes=31), now + timedelta(minutes=40)]
    assert [add_view(page.pk, "n", "ua", moment) for moment in moments] == [True, False, True, False]
    assert fold() == 2
    assert fold() == 0
    assert views_of(page.pk) == 2


def test_networks_browsers_and_pages_are_told_apart(page) -> None:
    other = factories.make_bulletin("Bài khác")
    for args in ((page.pk, "n", "a"), (page.pk, "m", "a"), (page.pk, "n", "b"), (other.pk, "n", "a")):
        assert add_view(*args)
    fold()
    assert (views_of(page.pk), views_of(other.pk)) == (3, 1)


def test_a_forged_address_changes_nothing(client: Client, page) -> None:
    for number in range(20):
        forged = {"x-forwarded-for": f"203.0.{number}.1", "x-real-ip": f"198.51.{number}.1"}
        assert read(client, page, **forged) == 204
    assert fold() == 1


def test_behind_the_proxy_only_its_own_hop_is_believed(client: Client, page, settings) -> None:
    settings.BEHIND_PROXY = True
    for number in range(5):
        read(client, page, **{"x-forwarded-for": f"203.0.{number}.1, 192.0.2.7"})
    assert fold() == 1


@pytest.mark.parametrize("agent", ["", "curl/8.5", "Mozilla/5.0 (compatible; Googlebot/2.1)", "python-requests/2.31"])
def test_programs_are_not_readers(client: Client, page, agent: str) -> None:
    assert client.post("/luot-xem/", {"trang": page.pk}, headers={"user-agent": agent}).status_code == 204
    assert not Reader.objects.exists()


def test_a_program_with_a_thousand_names_is_stopped(page, monkeypatch) -> None:
    monkeypatch.setattr(counting, "CROWD", 20)
    for number in range(50):
        add_view(page.pk, "n", f"Mozilla/5.0 {number}")
    assert fold() == 20
    assert add_view(page.pk, "m", "Mozilla/5.0"), "other networks go on"


@pytest.mark.parametrize("asked", ["", "abc", "-1", "999999", "9" * 40, "1" * 5000, "²", "\0", "1 OR 1=1"])
def test_what_is_no_public_page_counts_nothing(client: Client, asked: str) -> None:
    answer = client.post("/luot-xem/", {"trang": asked}, headers={"user-agent": BROWSER})
    assert answer.status_code in (204, 400)
    assert not Reader.objects.exists()


def test_drafts_and_private_pages_are_neither_counted_nor_told(client: Client, page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    read(client, page)
    assert not Reader.objects.exists()
    assert client.get(f"/luot-xem/{page.pk}/").status_code == 404
    assert client.get(f"/luot-xem/{10**30}/").status_code == 404


def test_only_articles_are_counted(client: Client) -> None:
    for page in (factories.section(), factories.section().get_parent()):
        read(client, page)
    assert not Reader.objects.exists()


def test_another_site_counts_nothing(client: Client, page) -> None:
    assert read(client, page, origin="https://evil.example") == 403
    assert not Reader.objects.exists()


def test_the_count_is_in_the_page_and_in_a_small_answer_that_may_be_kept(client: Client, page) -> None:
    PageViews.objects.create(page=page, total=1181)
    html = client.get(page.url).content.decode()
    assert "lượt xem: 1.181" in html
    answer = client.get(f"/luot-xem/{page.pk}/")
    assert answer.json() == {"views": 1181, "text": "lượt xem: 1.181"}
    assert answer["Cache-Control"] == "public, max-age=60"
    assert not answer.cookies


def test_most_read_is_of_the_last_seven_days_and_public(client: Client) -> None:
    today = date(2026, 11, 29)
    pages = [factories.make_bulletin(f"Bài {number}") for number in range(4)]
    for page, days_ago, views in ((0, 0, 5), (1, 6, 9), (2, 7, 99), (3, 1, 50)):
        row = pages[page]
        DayViews.objects.create(page=row, day=today - timedelta(days=days_ago), views=views)
        PageViews.objects.create(page=row, total=views, week=3)
    assert count_week(today) == 3
    pages[3].unpublish()
    assert [row.title for row in most_read(factories.section())] == ["Bài 1", "Bài 0"]
    assert most_read(factories.section("ke-hoach")) == []
    for path in ("/", "/tin-tuc/"):
        block = client.get(path).content.decode().partition("Đọc nhiều</h2>")[2].partition("</ol>")[0]
        assert re.findall(r"Bài \d", block) == ["Bài 1", "Bài 0"]


def test_the_clock_adds_up(page) -> None:
    add_view(page.pk, "n", "a")
    call_command("run_scheduler", "--once")
    assert PageViews.objects.get() == PageViews(page_id=page.pk, total=1, week=1)
    assert PageViews.objects.values_list("total", "week").get() == (1, 1)


def test_what_tells_readers_apart_is_gone_after_a_day_and_no_view_with_it(page) -> None:
    add_view(page.pk, "n", "a", timezone.now() - timedelta(hours=26))
    add_view(page.pk, "n", "b")
    assert forget_readers() == 1
    assert Reader.objects.count() == 1
    assert views_of(page.pk) == 2


def test_a_page_that_is_deleted_takes_its_views_along(page) -> None:
    add_view(page.pk, "n", "a")
    fold()
    page.delete()
    assert (PageViews.objects.count(), DayViews.objects.count(), Reader.objects.count()) == (0, 0, 0)


def test_pages_cost_one_query_more(client: Client, page, django_assert_max_num_queries) -> None:
    client.get(page.url)
    with django_assert_max_num_queries(12):
        client.get(page.url)
    with django_assert_max_num_queries(12):
        read(client, page)
    with django_assert_max_num_queries(4):
        client.get(f"/luot-xem/{page.pk}/")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_while_counts_are_folded_are_each_counted_once() -> None:
    page = factories.make_bulletin()

    def work(turn: int) -> int:
        if turn % 5 == 4:
            return fold()
        return int(add_view(page.pk, "n", f"reader {turn % 30}"))

    at_once(work, 60)
    fold()
    readers = {turn % 30 for turn in range(60) if turn % 5 != 4}
    assert views_of(page.pk) == len(readers)
    assert sum(DayViews.objects.values_list("views", flat=True)) == len(readers)
