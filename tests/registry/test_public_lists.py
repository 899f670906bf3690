"""The registry's list, alphabet, feed and sitemap as readers and machines meet them."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.html import escape

from exemplars.registry.identity import LETTERS
from exemplars.registry.views.letters import ALPHABET
from portal.base.images import PORTRAIT_SPECS, make_renditions
from tests import factories as pages
from tests.registry.factories import (
    make_conferral,
    make_exemplar,
    make_honour,
    make_movement,
    make_organisation,
    make_place,
    succeed,
)

pytestmark = pytest.mark.django_db
BUDGET = 12


def names(response) -> list[str]:
    """The names on a list, in its order."""
    assert response.status_code == 200
    return [one.name for one in response.context["exemplars"].object_list]


@pytest.fixture
def people():
    """Three people and a model."""
    return [
        make_exemplar("Nguyễn Thị Ánh", field="Y tế", year=2022, direct_worker=True),
        make_exemplar("Lê Văn Đạt", field="Nông nghiệp"),
        make_exemplar("H'Hen Niê"),
        make_exemplar("Mô hình bếp ăn", kind="model"),
    ]


def test_the_list_narrows_counts_and_shows_what_is_chosen(client, people):
    response = client.get("/guong/")
    assert sorted(names(response)) == sorted(one.name for one in people)
    html = response.content.decode()
    assert "Có 4 gương điển hình" in html
    assert "noindex" not in html
    response = client.get("/guong/?linh-vuc=y-te&q=anh")
    html = response.content.decode()
    assert names(response) == ["Nguyễn Thị Ánh"]
    assert "Tìm thấy 1 gương điển hình" in html
    assert "noindex" in html
    assert "Tìm: “anh”" in html
    assert 'name="q" value="anh"' in html


def test_a_kind_chosen_stays_chosen_when_the_form_is_sent(client, people):
    html = client.get("/guong/?doi-tuong=model").content.decode()
    assert '<input type="hidden" name="doi-tuong" value="model">' in html
    assert "Lê Văn Đạt" not in html


def test_a_place_is_found_under_its_old_and_its_new_name(client):
    old = make_place("Bắc Kạn thử", valid_to=date(2025, 6, 30))
    new = make_place("Thái Nguyên thử", valid_from=date(2025, 7, 1))
    succeed(old, new)
    make_exemplar("Người năm cũ", place=old)
    make_exemplar("Người năm mới", place=new)
    assert "Người năm cũ" in names(client.get("/guong/", {"noi": old.slug}))
    assert set(names(client.get("/guong/", {"noi": new.slug}))) == {"Người năm cũ", "Người năm mới"}


def test_a_place_may_be_typed(client, people):
    response = client.get("/guong/?ten-noi=bac+kan&doi-tuong=individual")
    assert (response.status_code, response["Location"]) == (302, "/guong/?doi-tuong=individual&noi=bac-kan")
    assert client.get("/guong/?ten-noi=thai+nguyen")["Location"] == "/guong/?noi=thai-nguyen"
    several = client.get("/guong/?ten-noi=C%E1%BA%A9m+Gi%C3%A0ng").content.decode()
    assert "có thể là" in several
    assert 'href="?noi=xa-cam-giang-thai-nguyen"' in several
    assert "noindex" in several
    unknown = client.get("/guong/", {"ten-noi": "<i>Atlantis</i>"}).content.decode()
    assert "Không có nơi nào tên “&lt;i&gt;Atlantis&lt;/i&gt;”" in unknown


def test_the_row_shows_the_highest_honour_that_stands(client):
    shown = make_exemplar()
    for name, level, state in (
        ("Giấy khen của xã", 10, "in_force"),
        ("Bằng khen của tỉnh", 40, "in_force"),
        ("Huân chương đã tước", 50, "stripped"),
    ):
        given = make_conferral(shown, make_honour(name, level=level))
        type(given).objects.filter(pk=given.pk).update(state=state)
    html = client.get("/guong/").content.decode()
    assert "Bằng khen của tỉnh" in html
    assert "Giấy khen của xã" not in html
    assert "Huân chương đã tước" not in html


@pytest.mark.parametrize(
    "query",
    [
        "q=%3Cscript%3E",
        "q=" + "a" * 5000,
        "q=%27%22%3B--",
        "page=abc",
        "page=-1",
        "page=" + "9" * 400,
        "nam=abc",
        "nam=99999999999999999999",
        "cap=-1",
        "cap=x",
        "noi=khong-co",
        "noi=" + "x" * 3000,
        "doi-tuong=nguoi-ngoai",
        "phong-trao=%F0%9F%98%80",
        "truc-tiep=2",
        "sap-xep=lung-tung",
        "sap-xep=ten&sap-xep=khen",
        "linh-vuc=&cap=&nam=",
        "q=%E2%80%8B%E2%80%8B",
        "khac=1",
        "ten-noi=%27%22%28%5B.*%2B",
        "ten-noi=" + "x" * 5000,
    ],
)
def test_nonsense_in_an_address_gets_a_page(client, people, query):
    response = client.get(f"/guong/?{query}")
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    for letter_address in ("/guong/chu-cai/", "/guong/chu-cai/h/"):
        assert client.get(f"{letter_address}?{query}").status_code == 200


@pytest.mark.parametrize("query", ["q=%00", "q=%ff%fe", "noi=%ed%a0%80"])
def test_bytes_that_are_no_text_get_400(client, query):
    assert client.get("/guong/", QUERY_STRING=query).status_code == 400


@pytest.mark.parametrize(
    "path", ["/guong/chu-cai/zz/", "/guong/chu-cai/%C4%90/", "/guong/khong-co/", "/guong/rss/", "/guong/a/b/"]
)
def test_addresses_that_cannot_be_are_not_found(client, path):
    assert client.get(path).status_code == 404


def test_what_cannot_be_understood_is_said(client, people):
    html = client.get("/guong/", {"linh-vuc": "<b>x</b>"}).content.decode()
    assert escape("<b>x</b>") in html
    assert "bỏ qua" in html
    assert "Không có gương nào như vậy" in client.get("/guong/?q=khongcoai").content.decode()


def test_an_empty_registry_says_so(client):
    assert "Sổ gương sáng chưa có ai" in client.get("/guong/").content.decode()
    assert "Chưa có ai ở vần này" in client.get("/guong/chu-cai/a/").content.decode()


def test_the_alphabet_is_vietnamese(client):
    for name in ("Lê Ơn", "Lê Ổn", "Lê Oanh", "Trần Đạt", "Trần Dung", "Vũ Uyên", "Vũ Ước", "Mùa Ánh", "19-5"):
        make_exemplar(name)
    row = client.get("/guong/chu-cai/").context["alphabet"]
    assert "".join(one["letter"] for one in row if one["letter"] != "0-9") == LETTERS
    assert [one["letter"] for one in row if one["url"]] == ["A", "D", "Đ", "O", "Ô", "Ơ", "U", "Ư", "0-9"]
    assert names(client.get("/guong/chu-cai/o/")) == ["Lê Oanh"]
    assert names(client.get("/guong/chu-cai/oo/")) == ["Lê Ổn"]
    assert names(client.get("/guong/chu-cai/ow/")) == ["Lê Ơn"]
    assert names(client.get("/guong/chu-cai/dd/")) == ["Trần Đạt"]
    assert names(client.get("/guong/chu-cai/khac/")) == ["19-5"]
    assert [one.slug for one in ALPHABET] == sorted(
        {one.slug for one in ALPHABET}, key=[o.slug for o in ALPHABET].index
    )


def test_a_letter_lists_by_given_name_then_family_name(client):
    for name in ("Vũ Thị Hà", "Lê Văn Hải", "Đỗ Thu Hà", "Bùi Hân"):
        make_exemplar(name)
    assert names(client.get("/guong/chu-cai/h/")) == ["Đỗ Thu Hà", "Vũ Thị Hà", "Lê Văn Hải", "Bùi Hân"]


def test_the_feed_and_the_sitemap_carry_the_public_ones(client, people):
    make_exemplar("Chưa công bố", public=False)
    feed = client.get("/guong/rss.xml")
    titles = [item.findtext("title") for item in ElementTree.fromstring(feed.content).iter("item")]
    assert sorted(titles) == sorted(one.name for one in people)
    assert "/sitemap-guong.xml" in client.get("/sitemap.xml").content.decode()
    found = re.findall("<loc>(.*?)</loc>", client.get("/sitemap-guong.xml").content.decode())
    assert sorted(found) == sorted(f"http://testserver{one.get_absolute_url()}" for one in people)
    assert "http://testserver/guong/" in client.get("/sitemap-so-guong.xml").content.decode()


def test_the_registry_stands_in_navigation_map_and_foot(client):
    html = client.get("/so-do-cong/").content.decode()
    assert html.count('href="/guong/"') >= 3
    assert 'href="/guong/" aria-current="page"' in client.get("/guong/").content.decode()
    assert 'href="/guong/" aria-current="true"' in client.get("/guong/chu-cai/").content.decode()


@pytest.mark.parametrize("many", [3, 25])
def test_lists_keep_their_budget_and_leave_no_trace(many, django_assert_max_num_queries):
    old = make_place("Bắc Kạn thử", valid_to=date(2025, 6, 30))
    succeed(old, make_place("Thái Nguyên thử", valid_from=date(2025, 7, 1)))
    movement, unit, picture = make_movement(), make_organisation(), pages.make_picture()
    make_renditions([picture], PORTRAIT_SPECS)
    honour = make_honour("Bằng khen thử")
    for number in range(many):
        one = make_exemplar(
            f"Hà Văn {number}", place=old, organisation=unit, field="Y tế", movements=[movement], portrait=picture
        )
        make_conferral(one, honour)
    client = Client()
    for address in ("/guong/", f"/guong/?q=van&linh-vuc=y-te&noi={old.slug}&sap-xep=ten", "/guong/chu-cai/khac/"):
        client.get(address)
        with django_assert_max_num_queries(BUDGET):
            response = client.get(address)
        assert names(response)
        assert not response.cookies
        assert response["Cache-Control"].startswith("public")
        assert "csrfmiddlewaretoken" not in response.content.decode()
