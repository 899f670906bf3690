"""The list readers take away: what is public, as far as consent goes, and nothing that a spreadsheet calculates."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client
from openpyxl import load_workbook

from exemplars.registry.facets import rebuild
from exemplars.registry.fields import is_public
from exemplars.registry.models import Exemplar
from exemplars.registry.transfer import public_list, views
from tests.registry.factories import make_conferral, make_exemplar, make_movement, make_organisation

pytestmark = pytest.mark.django_db
PRIVATE = ("0912 000 111", "GHI CHÚ NỘI BỘ", "Ông Nguồn", "1977")


@pytest.fixture
def registry() -> Exemplar:
    shown = make_exemplar(
        "Nông Thị Mẫu",
        position="=1+1",
        organisation=make_organisation("Hợp tác xã Thử"),
        contact=PRIVATE[0],
        notes=PRIVATE[1],
        source=PRIVATE[2],
        birth_year=1977,
        movements=[make_movement("Thi đua thử"), make_movement("Phong trào chưa công bố", is_public=False)],
    )
    make_conferral(shown)
    make_exemplar("Mô hình nuôi ong", kind="model")
    make_exemplar("Người chưa duyệt", public=False)
    make_exemplar("Người giấu nơi ở", organisation=make_organisation("Đơn vị kín"), place_shown=False)
    rebuild()
    return shown


def body(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    return b"".join(response.streaming_content)


def test_every_column_is_public() -> None:
    assert [name for name in public_list.COLUMNS if not is_public("registry.Exemplar", name)] == []


@pytest.mark.parametrize("suffix", ["csv", "json", "xlsx"])
def test_only_what_is_public_leaves(client: Client, registry: Exemplar, suffix: str) -> None:
    data = body(client, f"/guong/xuat.{suffix}")
    if suffix == "xlsx":
        cells = [str(cell) for row in load_workbook(io.BytesIO(data)).active.values for cell in row]
        text = "\n".join(cells)
    else:
        text = data.decode("utf-8")
    assert "Nông Thị Mẫu" in text
    assert "Người giấu nơi ở" in text
    for hidden in (*PRIVATE, "Người chưa duyệt", "Phong trào chưa công bố", "Đơn vị kín"):
        assert hidden not in text


def test_the_csv_opens_in_excel_and_calculates_nothing(client: Client, registry: Exemplar) -> None:
    data = body(client, "/guong/xuat.csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    row = next(row for row in rows if row["Họ và tên, tên gọi"] == "Nông Thị Mẫu")
    assert (row["Chức vụ, nghề nghiệp"], row["Đối tượng"], row["Phong trào"]) == ("'=1+1", "Cá nhân", "Thi đua thử")
    assert row["Khen thưởng"] == "Bằng khen của Thủ tướng Chính phủ (2024)"
    assert row["Địa chỉ trang"].endswith(registry.get_absolute_url())


def test_the_workbook_holds_texts_and_no_formula(client: Client, registry: Exemplar) -> None:
    sheet = load_workbook(io.BytesIO(body(client, "/guong/xuat.xlsx"))).active
    assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "d", "inlineStr"}
    assert "=1+1" in [cell for row in sheet.values for cell in row]


def test_the_filter_of_the_list_is_the_filter_of_the_file(client: Client, registry: Exemplar) -> None:
    found = json.loads(body(client, "/guong/xuat.json?doi-tuong=model&q=ong"))["exemplars"]
    assert [row["name"] for row in found] == ["Mô hình nuôi ong"]


@pytest.mark.parametrize("query", ["q=%00", "doi-tuong=x", "nam=99999999999999999999", "noi=%F0%9F%98%80", "sap-xep=;"])
def test_nonsense_is_answered_politely(client: Client, registry: Exemplar, query: str) -> None:
    assert client.get(f"/guong/xuat.csv?{query}").status_code in (200, 400)


def test_a_long_list_leaves_as_csv(client: Client, registry: Exemplar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "WORKBOOK_ROWS", 1)
    assert client.get("/guong/xuat.xlsx")["Location"] == "/guong/xuat.csv"


def test_the_number_of_queries_does_not_grow(client: Client, registry: Exemplar, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(12):
        body(client, "/guong/xuat.csv")


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post("/guong/xuat.csv").status_code == 405
    assert client.head("/guong/xuat.csv").status_code == 200
    assert client.get("/guong/xuat.pdf").status_code == 404
