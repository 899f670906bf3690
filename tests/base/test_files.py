"""Files of the library are what their names say: readers will open them."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Collection

from portal.base.models import PortalDocument
from tests.factories import make_user
from tests.uploads import files

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(make_user(username="quan-tri"))
    return client


def _upload(staff: Client, name: str, data: bytes) -> str:
    """Send a file as an editor does; return what the page says."""
    sent = {
        "title": "Kế hoạch",
        "file": SimpleUploadedFile(name, data),
        "collection": Collection.get_first_root_node().pk,
    }
    return staff.post(reverse("wagtaildocs:add"), sent, follow=True).content.decode()


@pytest.mark.parametrize(
    ("name", "data"), [("ke-hoach.pdf", files.pdf()), ("mau.docx", files.word()), ("BANG.XLSX", files.workbook())]
)
def test_an_honest_file_is_stored(staff: Client, name: str, data: bytes) -> None:
    _upload(staff, name, data)
    with PortalDocument.objects.get().file.open("rb") as stored:
        assert stored.read() == data


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("trang.pdf", b"<html><script>alert(1)</script>", "Nội dung tệp này khác"),
        ("mau.pdf", files.word(), "Hãy sửa đuôi tên tệp"),
        ("chay.pdf", files.pdf_with_hidden_script(), "Tệp PDF có mã lệnh"),
        ("anh.docx", files.picture(), "Nội dung tệp này khác"),
        ("goi.zip", files.word(), "zip"),
        ("rong.pdf", b"", "không có nội dung"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_in_words(staff: Client, name: str, data: bytes, says: str) -> None:
    assert says in _upload(staff, name, data)
    assert not PortalDocument.objects.exists()


@override_settings(WAGTAILDOCS_MAX_UPLOAD_SIZE=1024 * 1024)
def test_the_library_has_a_limit_of_its_own(staff: Client) -> None:
    assert "1,0" in _upload(staff, "dai.pdf", files.pdf() + b"0" * 1024 * 1024)
    assert not PortalDocument.objects.exists()


def test_many_sent_at_once_are_looked_into_one_by_one(staff: Client) -> None:
    def send(name: str, data: bytes) -> dict:
        sent = {"title": name, "files[]": SimpleUploadedFile(name, data)}
        return staff.post(
            reverse("wagtaildocs:add_multiple"), sent, headers={"X-Requested-With": "XMLHttpRequest"}
        ).json()

    assert send("ke-hoach.pdf", files.pdf())["success"]
    refused = send("trang.pdf", b"<html>")
    assert not refused["success"]
    assert "Nội dung tệp này khác" in refused["error_message"]
    assert PortalDocument.objects.count() == 1


def test_a_title_is_corrected_without_the_file(staff: Client) -> None:
    """Files stored before are left alone, whatever they are."""
    old = PortalDocument.objects.create(title="Cũ", file=SimpleUploadedFile("cu.pdf", b"%PDF-1.4"))
    sent = {"title": "Mới", "collection": Collection.get_first_root_node().pk}
    staff.post(reverse("wagtaildocs:edit", args=[old.pk]), sent)
    old.refresh_from_db()
    assert old.title == "Mới"
