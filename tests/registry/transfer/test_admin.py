"""The staff's pages: who may, what they see, and that nothing a browser sends breaks them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry

from exemplars.registry.models import Exemplar, ImportRow, ImportRun
from tests.factories import make_user
from tests.registry.factories import make_exemplar
from tests.registry.transfer.lists import csv_bytes, looked_through, outcomes

pytestmark = pytest.mark.django_db
URL = "/quan-tri/nhap-so-guong/"
ROWS = (("Họ và tên", "Năm sinh", "Chức vụ", "Cột lạ"), ("Lò Văn Thử", "1980", "Trưởng bản", "x"), ("", "1970", "", ""))


@pytest.fixture(autouse=True)
def _private_files(tmp_path: Path):
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


def member(*permissions: str) -> Client:
    user = make_user("Biên tập viên", username="-".join(permissions) or "khong-quyen")
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff() -> Client:
    return member("import_exemplar", "export_exemplar", "change_exemplar")


def upload(client: Client, name: str = "ds.csv", data: bytes | None = None, **fields: object):
    data = csv_bytes(*ROWS) if data is None else data
    return client.post(URL, {"file": SimpleUploadedFile(name, data), "kind": "individual", "year": 2024, **fields})


class TestWho:
    @pytest.mark.parametrize("address", ["", "mau.xlsx", "1/", "xuat/"])
    def test_visitors_are_sent_to_the_door(self, client: Client, address: str) -> None:
        assert client.get(URL + address).status_code == 302
        assert client.post(URL + address).status_code == 302

    @pytest.mark.parametrize("address", ["", "mau.xlsx", "1/", "xuat/"])
    def test_staff_without_permission_are_refused(self, address: str) -> None:
        client = member()
        assert {client.get(URL + address).status_code, client.post(URL + address).status_code} == {302}
        assert not ImportRun.objects.exists()

    def test_importing_is_not_exporting(self) -> None:
        client = member("import_exemplar")
        assert client.get(URL).status_code == 200
        assert client.get(URL + "xuat/").status_code == 302
        assert client.post(URL + "xuat/", {"what": "all", "suffix": "json"}).status_code == 302

    def test_the_menu_shows_it_to_those_who_may(self, staff: Client) -> None:
        assert f'"{URL}"' in staff.get("/quan-tri/").content.decode()
        assert f'"{URL}"' not in member().get("/quan-tri/").content.decode()


class TestWizard:
    def test_from_upload_to_undo(self, staff: Client) -> None:
        response = upload(staff)
        run = ImportRun.objects.get()
        assert response["Location"] == f"{URL}{run.pk}/"
        page = staff.get(response["Location"]).content.decode()
        for words in ("Lò Văn Thử", "Cột lạ", "Ô A3:", "Thiếu họ tên"):
            assert words in page
        assert not Exemplar.objects.exists()
        staff.post(response["Location"], {"action": "commit"})
        assert Exemplar.objects.get().position == "Trưởng bản"
        assert "Đã nhập" in staff.get(response["Location"]).content.decode()
        staff.post(response["Location"], {"action": "undo"})
        assert not Exemplar.objects.exists()
        assert "Đã hoàn tác" in staff.get(response["Location"]).content.decode()
        assert set(ModelLogEntry.objects.values_list("action", flat=True)) >= {
            "registry.import_committed",
            "registry.import_undone",
        }
        assert staff.get(URL).status_code == 200

    def test_the_match_is_corrected_with_selects(self, staff: Client) -> None:
        address = upload(staff, data=csv_bytes(("Người được khen", "Năm"), ("Lò Văn Thử", "2024")))["Location"]
        page = staff.get(address).content.decode()
        assert "Không có cột họ tên" in page
        assert 'name="c0"' in page
        staff.post(address, {"action": "columns", "c0": "name", "c1": "year"})
        assert outcomes(ImportRun.objects.get()) == ["new"]
        response = staff.post(address, {"action": "columns", "c0": "name", "c1": "name"})
        assert response.status_code == 422
        assert "Hai cột" in response.content.decode()

    def test_choices_are_kept_and_used(self, staff: Client) -> None:
        old = make_exemplar("Lò Văn Thử", birth_year=1980, public=False)
        address = upload(staff)["Location"]
        page = staff.get(address + "?xem=duplicate").content.decode()
        assert old.reference in page
        staff.post(address, {"action": "choices", "choice-2": "same", "choice-x": "new", "choice-3": "same"})
        assert list(ImportRow.objects.order_by("number").values_list("choice", flat=True)) == ["same", ""]
        staff.post(address, {"action": "commit"})
        old.refresh_from_db()
        assert old.position == "Trưởng bản"

    def test_what_is_thrown_away_leaves_nothing(self, staff: Client, tmp_path: Path) -> None:
        address = upload(staff)["Location"]
        staff.post(address, {"action": "discard"})
        assert not ImportRun.objects.exists()
        assert [path for path in (tmp_path / "private").rglob("*") if path.is_file()] == []

    def test_a_refused_file_is_told_beside_the_field(self, staff: Client) -> None:
        response = upload(staff, "ds.xlsx", b"khong phai excel")
        assert response.status_code == 422
        assert "không phải .xlsx" in response.content.decode()
        assert not ImportRun.objects.exists()

    def test_texts_of_files_are_escaped(self, staff: Client) -> None:
        data = csv_bytes(("Họ và tên", "<b>Lạ</b>"), ("<script>alert(1)</script>", "x"))
        page = staff.get(upload(staff, "<i>.csv", data)["Location"]).content.decode()
        assert "<script>alert(1)" not in page
        assert "<b>Lạ</b>" not in page

    @pytest.mark.parametrize("query", ["p=0", "p=99999999999999999999", "p=x", "xem=%27", "xem=error&p=2"])
    def test_nonsense_in_addresses(self, staff: Client, query: str) -> None:
        address = upload(staff)["Location"]
        assert staff.get(f"{address}?{query}").status_code == 200

    @pytest.mark.parametrize("data", [{}, {"action": "x"}, {"action": "undo"}, {"action": "columns", "c0": "khong-co"}])
    def test_nonsense_in_forms(self, staff: Client, data: dict) -> None:
        address = upload(staff)["Location"]
        assert staff.post(address, data).status_code in (302, 403, 422)
        assert staff.get(URL + "999999/").status_code == 404

    def test_a_page_of_a_long_list_asks_few_queries(
        self, staff: Client, tmp_path: Path, django_assert_max_num_queries
    ) -> None:
        rows = [("Họ tên", "Năm"), *((f"Người {turn}", 2024) for turn in range(120))]
        run = looked_through(tmp_path, *rows)
        staff.get(f"{URL}{run.pk}/")
        with django_assert_max_num_queries(20):
            staff.get(f"{URL}{run.pk}/?p=2")


class TestTemplate:
    def test_it_can_be_filled_in_and_brought_back(self, staff: Client, tmp_path: Path) -> None:
        response = staff.get(URL + "mau.xlsx")
        data = b"".join(response.streaming_content)
        assert "attachment" in response["Content-Disposition"]
        book = load_workbook(io.BytesIO(data))
        sheet = book.worksheets[0]
        assert len(sheet.data_validations.dataValidation) >= 5
        assert "Cá nhân" in [row[0] for row in book["Giá trị cho phép"].values]
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(3, headings.index("Họ và tên, tên gọi (*)") + 1, "Lò Văn Thử")
        sheet.cell(3, headings.index("Năm nêu gương (*)") + 1, 2024)
        book.save(tmp_path / "mau.xlsx")
        upload(staff, "mau.xlsx", (tmp_path / "mau.xlsx").read_bytes())
        run = ImportRun.objects.get()
        assert (outcomes(run), len(run.columns)) == (["new"], len(headings))


class TestExport:
    @pytest.mark.parametrize("suffix", ["json", "zip", "xlsx"])
    def test_the_whole_registry(self, staff: Client, suffix: str) -> None:
        make_exemplar("Nông Thị Mẫu", contact="0900 000 000", public=False)
        response = staff.post(URL + "xuat/", {"what": "all", "suffix": suffix})
        data = b"".join(response.streaming_content)
        assert "no-store" in response["Cache-Control"]
        if suffix == "json":
            assert "0900 000 000" in data.decode("utf-8")
        else:
            assert zipfile.is_zipfile(io.BytesIO(data))
        assert ModelLogEntry.objects.filter(action="registry.exported").count() == 1

    def test_the_list_as_it_is_filtered(self, staff: Client) -> None:
        make_exemplar("Nông Thị Mẫu", notes="=Kín", public=False)
        make_exemplar("Mô hình nuôi ong", kind="model")
        assert "1 hồ sơ" in staff.get(URL + "xuat/?kind=individual").content.decode()
        response = staff.post(URL + "xuat/?kind=individual&q=mau", {"what": "list", "suffix": "csv"})
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        assert "Nông Thị Mẫu" in text
        assert "'=Kín" in text
        assert "nuôi ong" not in text

    def test_the_list_comes_back_unchanged(self, staff: Client) -> None:
        make_exemplar("Nông Thị Mẫu", birth_year=1980, summary="Một\ndòng")
        for suffix in ("csv", "xlsx"):
            response = staff.post(URL + "xuat/", {"what": "list", "suffix": suffix})
            upload(staff, f"ds.{suffix}", b"".join(response.streaming_content))
            assert (outcomes(ImportRun.objects.first()), ImportRow.objects.last().changes) == (["same"], {})

    @pytest.mark.parametrize("data", [{}, {"what": "all", "suffix": "exe"}, {"what": "list", "suffix": "json"}])
    def test_what_is_not_offered(self, staff: Client, data: dict) -> None:
        assert staff.post(URL + "xuat/", data).status_code == 404


def test_the_export_is_not_a_link(staff: Client) -> None:
    assert staff.get(URL + "xuat/?what=all&suffix=json")["Content-Type"].startswith("text/html")
    assert not ModelLogEntry.objects.filter(action="registry.exported").exists()


def test_the_list_leads_to_its_export(staff: Client) -> None:
    address = Exemplar.snippet_viewset.get_url_name("list")
    page = staff.get(reverse(address) + "?kind=model").content.decode()
    assert f"{URL}xuat/?kind=model" in page
