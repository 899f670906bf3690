"""What readers see: only what was published, in few queries, whole after closing."""

from __future__ import annotations

import json
import re

import pytest
from django.test import Client

from exemplars.consultations.publishing import conclude
from tests.consultations.factories import make_candidate, make_closed, make_consultation, make_opinion
from tests.registry.factories import make_exemplar

pytestmark = pytest.mark.django_db
BUDGET = 12


def html_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "csrf" not in response.content.decode()
    return response.content.decode()


def test_a_draft_is_nowhere(client: Client) -> None:
    draft = make_consultation("Bản nháp chưa ai biết", is_public=False)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(f"{draft.get_absolute_url()}gop-y/").status_code == 404
    for path in ("/lay-y-kien/", "/lay-y-kien/rss/", "/sitemap-lay-y-kien.xml"):
        assert "chưa ai biết" not in client.get(path).content.decode()


def test_an_open_list_shows_who_is_proposed_and_how_to_answer(client: Client) -> None:
    known, hidden = make_exemplar("Lý Thị Ơn"), make_exemplar("Vàng A Sua", public=False)
    row = make_consultation(intro="Theo đề nghị của Sở Nội vụ.")
    make_candidate(row, "Lý Thị Ơn", exemplar=known)
    make_candidate(row, "Vàng A Sua", exemplar=hidden)
    make_candidate(row, "Tên Đã Rút", is_withdrawn=True)
    html = html_of(client, row.get_absolute_url())
    assert "Lò Văn Bình" in html
    assert known.get_absolute_url() in html
    assert hidden.get_absolute_url() not in html
    assert "Tên Đã Rút" not in html
    assert "Đã rút khỏi danh sách" in html
    assert f"{row.get_absolute_url()}gop-y/" in html
    assert "10 ngày làm việc" in html


def test_machines_read_until_when_and_about_whom(client: Client) -> None:
    row = make_consultation()
    html = html_of(client, row.get_absolute_url())
    data = [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)]
    page = next(one for one in data if one["@type"] == "WebPage")
    assert page["expires"] == row.closes_on.isoformat()
    assert [one["name"] for one in page["mainEntity"]["itemListElement"]] == [
        "Lò Văn Bình – tặng Bằng khen của Thủ tướng Chính phủ"
    ]
    assert row.title in client.get("/lay-y-kien/rss/").content.decode()
    assert row.get_absolute_url() in client.get("/sitemap-lay-y-kien.xml").content.decode()


def test_a_closed_list_stays_with_its_result_and_takes_nothing(client: Client) -> None:
    row = make_closed()
    make_opinion(row, text="Lời riêng của người góp ý", name="Người Góp Ý")
    conclude(row, "Hội đồng đã ghi nhận.", None)
    html = html_of(client, row.get_absolute_url())
    assert "Đã nhận 1 ý kiến" in html
    assert "Hội đồng đã ghi nhận." in html
    assert "gop-y" not in html
    assert "Người Góp Ý" not in html
    assert "Lời riêng" not in html


def test_pages_take_few_queries_however_much_there_is(client: Client, django_assert_max_num_queries) -> None:
    def ask() -> list[int]:
        counts = []
        for path in ("/lay-y-kien/", first.get_absolute_url()):
            with django_assert_max_num_queries(BUDGET) as asked:
                assert client.get(path).status_code == 200
            counts.append(len(asked))
        return counts

    first = make_consultation(names=["A"])
    client.get("/lay-y-kien/")
    few = ask()
    for number in range(15):
        make_consultation(f"Đợt {number}", names=[])
    for number in range(30):
        make_candidate(first, f"Người {number}", exemplar=make_exemplar(f"Gương {number}") if number < 3 else None)
    assert ask() == few


def test_a_nonsensical_page_is_the_nearest(client: Client) -> None:
    row = make_consultation()
    for path in ("/lay-y-kien/?page=999", f"{row.get_absolute_url()}?page=abc"):
        assert "đây là trang gần nhất" in client.get(path).content.decode()
