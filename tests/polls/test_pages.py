"""Polls on pages: in articles, on the home page and in sections; in few queries; without tokens in what is kept."""

from __future__ import annotations

import pytest
from django.test import Client

from news.polls.models import Poll
from tests import factories
from tests.polls.factories import make_closed, make_poll, store

pytestmark = pytest.mark.django_db
BUDGET = 12


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    html = response.content.decode()
    assert "csrf" not in html
    return html


def article(poll: Poll):
    return factories.make_bulletin("Bài có thăm dò", body=[("paragraph", "<p>Lời.</p>"), ("poll", {"poll": poll})])


def test_an_article_carries_the_way_to_the_ballot_and_no_token(client: Client) -> None:
    poll = make_poll()
    page = article(poll)
    answer = client.get(page.url)
    html = answer.content.decode()
    assert "public" in answer["Cache-Control"]
    assert f'data-poll="{poll.get_absolute_url()}phieu/"' in html
    assert f'href="{poll.get_absolute_url()}"' in html
    assert "submit_key" not in html
    assert "<form method" not in html
    Poll.objects.update(is_public=False)
    assert poll.question not in client.get(page.url).content.decode()


def test_a_closed_poll_in_an_article_shows_its_results(client: Client) -> None:
    poll = make_closed()
    store(poll, "a", choice=1)
    html = html_of(client, article(poll).url)
    assert "không mang tính đại diện" in html
    assert "100%" in html
    assert "style=" not in html


def test_where_a_poll_stands_by_itself(client: Client) -> None:
    factories.make_bulletin()
    home = make_poll("Chỉ ở trang chủ?", place=Poll.Place.HOME)
    assert home.question in html_of(client, "/")
    assert home.question not in html_of(client, "/tin-tuc/")
    everywhere = make_poll("Ở mọi nơi?", place=Poll.Place.EVERYWHERE)
    assert everywhere.question in html_of(client, "/tin-tuc/")
    assert home.question in html_of(client, "/") or everywhere.question in html_of(client, "/")


def test_what_is_published_beside_the_cleaned_figures(client: Client) -> None:
    poll = make_closed()
    store(poll, "a")
    store(poll, "b")
    poll.votes.filter(pk=poll.votes.first().pk).update(state="discarded")
    both = html_of(client, poll.get_absolute_url())
    assert "Tổng cộng 1 phiếu được tính" in both
    assert "trước khi kiểm tra: 2" in both
    Poll.objects.update(figures=Poll.Figures.CLEANED)
    assert "trước khi kiểm tra" not in html_of(client, poll.get_absolute_url())


def test_polls_are_in_the_sitemap_and_listed(client: Client) -> None:
    open_, closed = make_poll("Đang mở?"), make_closed(question="Đóng rồi?")
    listed = html_of(client, "/tham-do/")
    assert listed.index(open_.question) < listed.index(closed.question)
    assert open_.get_absolute_url() in client.get("/sitemap-tham-do.xml").content.decode()
    assert "đây là trang gần nhất" in html_of(client, "/tham-do/?page=999")


def test_pages_take_few_queries_however_many_votes(client: Client, django_assert_max_num_queries) -> None:
    poll, closed = make_poll(place=Poll.Place.EVERYWHERE), make_closed()
    page = article(closed)
    paths = ("/", "/tin-tuc/", page.url, "/tham-do/", poll.get_absolute_url(), closed.get_absolute_url())

    def ask() -> list[int]:
        counts = []
        for path in paths:
            with django_assert_max_num_queries(BUDGET) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    for path in paths:
        client.get(path)
    few = ask()
    for number in range(30):
        store(closed, f"t{number}", number % 3)
        make_poll(f"Câu {number}?")
    assert ask() == few
