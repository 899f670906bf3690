"""Every figure leads to the list that shows the same number."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.core.cache import cache
from django.test import Client

from exemplars.honours.models import Conferral
from exemplars.registry.models import Exemplar, Replication
from exemplars.registry.statistics.views import all_tables
from tests.documents.factories import make_document
from tests.honours.factories import make_conferral
from tests.registry.factories import make_exemplar, make_movement, make_organisation, make_place, succeed

pytestmark = pytest.mark.django_db
BUDGET = 12
# What each list says of its length.
SAID = re.compile(r"(\d+(?:\.\d{3})*) (?:gương|lượt khen thưởng|quyết định|nơi)\b")


@pytest.fixture
def registry():
    """A small registry with one of everything, some of it not public."""
    old = make_place("Bắc Kạn Cũ", valid_to="2025-06-30")
    new = make_place("Thái Nguyên Mới")
    succeed(old, new)
    movement = make_movement(is_public=True)
    hop = make_organisation()
    for number in range(3):
        person = make_exemplar(
            f"Nguyễn Văn {number}", field="Nông nghiệp", year=2023, direct_worker=number < 2, place=old,
            movements=[movement],
        )  # fmt: skip
        make_conferral("huan-chuong-lao-dong", exemplar=person, honour_class=3, year=2022)
    make_exemplar("Hợp tác xã", kind=Exemplar.Kind.COLLECTIVE, field="Y tế", year=2024, place=new)
    hidden = make_exemplar("Ẩn danh", public=False, field="Y tế", year=2024)
    make_conferral(exemplar=hidden, year=2022)
    decision = make_document("123/QĐ-UBND", "12/3/2024")
    make_conferral(decision=decision, state=Conferral.State.REVOKED)
    make_conferral("giay-khen", decision=make_document("9/QĐ-UBND", "1/3/2023", public=False))
    Replication.objects.create(exemplar=person, organisation=hop, year=2024, result="Mười hộ")
    Replication.objects.create(exemplar=person, place=new, result="Ba xã")
    Replication.objects.create(exemplar=hidden, place=new, year=2024)


def test_every_figure_equals_its_list(client: Client, registry) -> None:
    seen = 0
    for table in all_tables():
        assert table.rows, table.code
        for row in table.rows:
            for figure in row.figures:
                if not figure.value:
                    continue
                html = client.get(figure.url).content.decode()
                counted = [int(found.replace(".", "")) for found in SAID.findall(html.split("<h1", 1)[1])]
                assert figure.value in counted[:3], (table.code, row.label, figure, counted)
                assert counted[0] == figure.value, (table.code, row.label, figure, counted)
                seen += 1
    assert seen > 25


def test_what_the_page_says(client: Client, registry) -> None:
    html = client.get("/so-lieu/").content.decode()
    assert "Người trực tiếp lao động chiếm 66,7% số cá nhân" in html
    assert "Ẩn danh" not in html
    assert "style=" not in html.split("<main", 1)[1]
    assert html.count("<table") >= 11
    tables = {table.code: table for table in all_tables()}
    assert [row.figures[0].value for row in tables["doi-tuong"].rows] == [4, 3, 1]
    assert [row.figures[-1].value for row in tables["khen-thuong"].rows] == [6, 1, 1, 4]
    assert [row.figures[0].value for row in tables["quyet-dinh"].rows] == [1]
    assert {row.label: row.figures[0].value for row in tables["hieu-luc"].rows}["Bị hủy bỏ"] == 1
    assert [row.label for row in tables["dia-phuong"].rows] == ["Tỉnh Thái Nguyên Mới"]


def test_it_costs_the_same_whatever_there_is(client: Client, registry, django_assert_max_num_queries) -> None:
    for address in ("/so-lieu/", "/so-lieu/khen-thuong.csv", "/so-lieu/nhan-rong/"):
        cache.clear()
        with django_assert_max_num_queries(BUDGET):
            response = client.get(address)
        assert response.status_code == 200
        assert not response.cookies


def test_an_empty_portal_has_figures_too(client: Client) -> None:
    assert client.get("/so-lieu/").status_code == 200
    assert "Chưa ghi nơi nào" in client.get("/so-lieu/nhan-rong/").content.decode()


def test_downloads_hold_the_same_numbers(client: Client, registry) -> None:
    make_movement("=HYPERLINK(1)", is_public=True)
    make_exemplar("Trần Văn Công", movements=[make_movement("=1+1", is_public=True)])
    for table in all_tables():
        response = client.get(f"/so-lieu/{table.code}.csv")
        assert response["Content-Type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
        assert len(rows) == len(table.rows) + 2
        assert [row[1:] for row in rows[1:-1]] == [[str(one.value) for one in row.figures] for row in table.rows]
        assert all(cell[:1] not in ("=", "+", "-", "@") for row in rows for cell in row)
    assert client.get("/so-lieu/khong-co.csv").status_code == 404
    assert client.post("/so-lieu/").status_code == 405


def test_who_follows(client: Client, registry) -> None:
    html = client.get("/so-lieu/nhan-rong/").content.decode()
    assert "Hợp tác xã Quế Hương" in html
    assert "Ba xã" in html
    assert "2 nơi" in html
    assert "Ba xã" not in client.get("/so-lieu/nhan-rong/?nam=2024").content.decode()
    for query in ("?nam=abc", "?nam=" + "9" * 30, "?page=x"):
        assert "không đúng" in client.get(f"/so-lieu/nhan-rong/{query}").content.decode() or "page" in query
