"""Feeds of any question and filter."""

import shutil
from xml.etree import ElementTree

import pytest
from django.core.management import call_command

from tests import factories
from tests.search.naughty import NAUGHTY

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def articles(site):
    for n in (1, 2, 3):
        factories.make_bulletin(f"Hiến đất lần {n}", display_date=factories.moment(f"202{n}-03-01 08:00"))
    call_command("rebuild_index", verbosity=0)


def parsed(client, path: str, **parameters) -> ElementTree.Element:
    response = client.get(path, parameters)
    assert response.status_code == 200
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    return ElementTree.fromstring(response.content)


def test_rss_gives_the_newest_results_of_question_and_filter(client, articles):
    rss = parsed(client, "/tim-kiem/rss/", q="hien dat")
    assert [item.findtext("title") for item in rss.iter("item")] == [f"Hiến đất lần {n}" for n in (3, 2, 1)]
    assert "“hien dat”" in rss.findtext("channel/title")
    assert "q=hien+dat" in rss.findtext("channel/link")
    rss = parsed(client, "/tim-kiem/rss/", q="hien dat", year="2022")
    assert [item.findtext("title") for item in rss.iter("item")] == ["Hiến đất lần 2"]


def test_atom_gives_the_same(client, articles):
    atom = parsed(client, "/tim-kiem/atom/", q="hien dat")
    assert atom.findtext(f"{ATOM}entry/{ATOM}title") == "Hiến đất lần 3"
    assert len({entry.findtext(f"{ATOM}id") for entry in atom.iter(f"{ATOM}entry")}) == 3


def test_the_page_names_its_feeds_in_the_head_and_to_the_eye(client, articles):
    html = client.get("/tim-kiem/", {"q": "hien dat", "year": "2022"}).content.decode()
    assert html.count('href="/tim-kiem/rss/?q=hien+dat&amp;year=2022"') == 2
    assert html.count('href="/tim-kiem/atom/?q=hien+dat&amp;year=2022"') == 2


def test_whatever_is_typed_gives_a_feed_that_can_be_read(client, articles):
    for typed in NAUGHTY:
        for path in ("/tim-kiem/rss/", "/tim-kiem/atom/"):
            response = client.get(path, {"q": typed})
            if response.status_code != 400:
                ElementTree.fromstring(response.content)


def test_without_an_index_readers_are_asked_to_come_back(client, articles, index_folder):
    shutil.rmtree(index_folder)
    response = client.get("/tim-kiem/rss/", {"q": "hien dat"})
    assert (response.status_code, response.headers["Cache-Control"]) == (503, "no-store")


def test_few_queries(client, articles, django_assert_max_num_queries):
    client.get("/tim-kiem/rss/", {"q": "hien dat"})
    with django_assert_max_num_queries(8):
        client.get("/tim-kiem/rss/", {"q": "hien dat"})
