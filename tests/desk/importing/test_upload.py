"""The staff's page "Nhập từ Word"."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from news.bulletins.models import BulletinPage
from portal.desk.importing import reading, upload
from tests.desk.importing import samples
from tests.desk.importing.test_read_docx import TestPictures, typical
from tests.desk.importing.word_files import bomb_picture, word_file
from tests.factories import make_site, make_user, section

pytestmark = pytest.mark.django_db
URL = "/quan-tri/nhap-bai/"


@pytest.fixture(autouse=True)
def _site() -> None:
    make_site()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(make_user("Biên tập viên"))
    return client


def send(client: Client, name: str, data: bytes, **fields: Any) -> Any:
    return client.post(URL, {"file": SimpleUploadedFile(name, data), "section": section().pk, **fields})


def messages_of(response: Any, client: Client) -> str:
    return client.get(response["Location"]).content.decode()


def test_the_form_and_its_menu_item(editor: Client) -> None:
    html = editor.get(URL).content.decode()
    assert 'enctype="multipart/form-data"' in html
    assert "Nhập thành bản nháp" in html
    assert "Chuyên mục" in html
    assert reverse("desk_import") == URL
    assert f'"{URL}"' in editor.get("/quan-tri/").content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("bai.docx", word_file(typical)),
        ("bai.txt", samples.CAPITALS_PAGE.encode()),
        ("bai.txt", samples.CAPITALS_PAGE.encode("utf-16")),
        ("bai.HTML", f"<h1>Bản Nà Lốc giữ rừng</h1><p>{samples.LONG}</p><p>{samples.OTHER}</p>".encode()),
    ],
)
def test_a_file_becomes_a_draft_of_the_editor(editor: Client, name: str, data: bytes) -> None:
    response = send(editor, name, data)
    page = BulletinPage.objects.get()
    assert response["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.owner.username) == (False, "can-bo")
    assert "Đã nhập thành bản nháp" in messages_of(response, editor)


def test_the_imported_draft_can_be_opened_with_a_caption_that_has_no_picture(editor: Client) -> None:
    response = send(editor, "bai.txt", samples.NEWSPAPER_PAGE.encode())
    html = editor.get(response["Location"])
    assert html.status_code == 200


def test_doubts_are_told_and_escaped(editor: Client) -> None:
    page = samples.MONTH_PAGE.replace("Chi hội Nà Pán", "<b>Chi hội</b> Nà Pán")
    html = messages_of(send(editor, "bai.txt", page.encode()), editor)
    assert "Tệp chỉ nêu tháng 11/2023" in html
    assert "<b>Chi hội</b>" not in html


def test_the_same_file_again_opens_the_page_there_is(editor: Client) -> None:
    first = send(editor, "bai.txt", samples.CAPITALS_PAGE.encode())
    again = send(editor, "khac.txt", samples.CAPITALS_PAGE.encode())
    assert again["Location"] == first["Location"]
    assert "đã được nhập trước đây" in messages_of(again, editor)
    changed = send(editor, "bai.txt", samples.CAPITALS_PAGE.replace("12 km", "15 km").encode())
    assert "khác nội dung" in messages_of(changed, editor)
    assert BulletinPage.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("hong.docx", b"PK\x03\x04broken", "Tệp Word bị hỏng"),
        ("bai.docx", b"", "Tệp rỗng"),
        ("bai.txt", b"", "Tệp rỗng"),
        ("bai.doc", b"\xd0\xcf\x11\xe0", "kiểu cũ"),
        ("bai.exe", b"MZ", "Chỉ nhập được tệp"),
        ("bai.txt", b"a\x00b" * 50, "NUL"),
        ("bai.txt", "Chỉ có một dòng".encode(), "Không thấy bài viết"),
        ("anh.docx", TestPictures().with_picture(bomb_picture()), "image1.png"),
    ],
)
def test_bad_files_are_refused_beside_the_field(editor: Client, name: str, data: bytes, reason: str) -> None:
    response = send(editor, name, data)
    assert response.status_code == 200
    assert any(reason in error for error in response.context["form"].errors["file"])
    assert BulletinPage.objects.count() == 0


def test_a_heavy_file_is_refused_before_reading(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_TEXT_BYTES", 100)
    monkeypatch.setattr(upload, "parse_bytes", lambda *args: pytest.fail("read"))
    response = send(editor, "bai.txt", samples.CAPITALS_PAGE.encode())
    assert "quá mức" in response.context["form"].errors["file"][0]


@pytest.mark.parametrize("fields", [{"section": "999999"}, {"section": "abc"}, {"section": ""}])
def test_wrong_sections(editor: Client, fields: dict[str, str]) -> None:
    response = send(editor, "bai.txt", samples.CAPITALS_PAGE.encode(), **fields)
    assert response.status_code == 200
    assert "section" in response.context["form"].errors


def test_no_file_at_all(editor: Client) -> None:
    assert "file" in editor.post(URL, {"section": section().pk}).context["form"].errors


def test_strangers_and_readers_are_turned_away(client: Client) -> None:
    assert client.get(URL).status_code == 302
    assert send(client, "bai.txt", samples.CAPITALS_PAGE.encode()).status_code == 302
    user = make_user("Biên tập viên")
    user.groups.clear()
    client.force_login(user)
    assert send(client, "bai.txt", samples.CAPITALS_PAGE.encode()).status_code in (302, 403)
    assert BulletinPage.objects.count() == 0


def test_a_section_one_may_not_add_to(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from wagtail.models import PagePermissionTester

    monkeypatch.setattr(PagePermissionTester, "can_add_subpage", lambda self: False)
    response = send(editor, "bai.txt", samples.CAPITALS_PAGE.encode())
    assert "section" in response.context["form"].errors
    assert BulletinPage.objects.count() == 0


def test_a_known_page_one_may_not_edit(client: Client) -> None:
    client.force_login(make_user("Biên tập viên"))
    send(client, "bai.txt", samples.CAPITALS_PAGE.encode())
    client.force_login(make_user("Tuyên giáo và Dân vận", "khac"))
    response = send(client, "bai.txt", samples.CAPITALS_PAGE.encode())
    assert "không có quyền sửa" in response.context["form"].errors["file"][0]
