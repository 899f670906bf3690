"""Deciding, withdrawing and keeping papers, as a curator does it."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from exemplars.registry.admin.common import url_of
from exemplars.registry.models import Evidence, Exemplar, State
from portal.desk.roles import CURATOR
from tests.registry.test_states import complete, held, published
from tests.uploads.files import pdf, picture, word, workbook

pytestmark = pytest.mark.django_db
PDF = pdf()


def decide(client: Client, exemplar: Exemplar, to: str, reason: str = "Đã xác minh", public: str = ""):
    return client.post(url_of("decide", exemplar.pk), {"to": to, "reason": reason, "public_reason": public})


def test_the_checklist_says_what_is_missing(curator: Client) -> None:
    exemplar = held(state=State.VERIFYING)
    response = curator.get(url_of("decide", exemplar.pk))
    steps = {step["state"]: step["blockers"] for step in response.context["steps"]}
    assert steps["Đã đồng ý công bố"] == ["Chưa có sự đồng ý công bố tên."]
    assert "Chưa có sự đồng ý công bố tên." in response.content.decode()


def test_a_decision_is_logged_with_who_and_why(curator: Client) -> None:
    exemplar = held()
    assert decide(curator, exemplar, "verifying").status_code == 302
    exemplar.refresh_from_db()
    assert exemplar.state == State.VERIFYING
    row = exemplar.decisions.get()
    assert (row.reason, row.actor.username) == ("Đã xác minh", "tuyen-giao")
    html = curator.get(url_of("decide", exemplar.pk)).content.decode()
    assert "Được giới thiệu → Đang xác minh" in html


@pytest.mark.parametrize(
    ("to", "reason", "said"),
    [
        ("published", "x", None),
        ("consented", "x", "Chưa có sự đồng ý công bố tên."),
        ("nominated", "", None),
        ("nominated", "   ", None),
        ("lạ", "x", None),
        ("withdrawn", "", None),
    ],
)
def test_what_may_not_be_decided_changes_nothing(curator: Client, to: str, reason: str, said: str | None) -> None:
    exemplar = held(state=State.VERIFYING)
    response = decide(curator, exemplar, to, reason)
    assert response.status_code == 200
    if said:
        assert said in response.content.decode()
    exemplar.refresh_from_db()
    assert exemplar.state == State.VERIFYING
    assert not exemplar.decisions.exists()


def test_withdrawing_asks_for_a_permission_of_its_own(curator: Client) -> None:
    from django.contrib.auth.models import Group, Permission

    exemplar = held()
    Group.objects.get(name=CURATOR.name).permissions.remove(Permission.objects.get(codename="withdraw_exemplar"))
    assert decide(curator, exemplar, "withdrawn", public="x").status_code == 200
    assert curator.get(url_of("withdraw_consent", exemplar.pk)).status_code == 302
    exemplar.refresh_from_db()
    assert exemplar.state == State.NOMINATED


def test_withdrawing_consent_says_what_will_happen_and_does_it(curator: Client) -> None:
    exemplar = published(name="Vàng Thị Mỷ")
    address = url_of("withdraw_consent", exemplar.pk)
    html = curator.get(address).content.decode()
    assert "1 sự đồng ý đang ghi" in html
    assert "Ảnh chân dung bị xóa" in html
    assert curator.post(address, {"reason": "", "public_reason": "x"}).status_code == 200
    exemplar.refresh_from_db()
    assert exemplar.is_public
    assert curator.post(address, {"reason": "Đơn ngày 5/3", "public_reason": "Theo đề nghị."}).status_code == 302
    exemplar.refresh_from_db()
    assert (exemplar.state, exemplar.is_public) == (State.WITHDRAWN, False)
    assert exemplar.consents.get().withdrawn_on is not None
    again = curator.post(address, {"reason": "Đơn", "public_reason": "Theo đề nghị."})
    assert again.status_code == 200
    assert exemplar.decisions.filter(to_state=State.WITHDRAWN).count() == 1
    assert "Hồ sơ này đã rút rồi" in curator.get(address).content.decode()


def office_file(part: str, *more: str) -> bytes:
    """A zip that looks like a Word or Excel file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in ("[Content_Types].xml", part, *more):
            archive.writestr(name, "<x/>")
    return stream.getvalue()


def send(client: Client, exemplar: Exemplar, content: bytes, name: str = "giay.pdf", title: str = "Báo cáo xã Tả Phìn"):
    file = SimpleUploadedFile(name, content)
    return client.post(url_of("evidence", exemplar.pk), {"title": title, "file": file, "note": ""})


@pytest.mark.parametrize(
    ("content", "name", "ending"),
    [
        (PDF, "giay.exe", "pdf"),
        (picture("JPEG"), "anh.JPG", "jpg"),
        (picture("PNG"), "anh", "png"),
        (word(), "bao-cao.docx", "docx"),
        (workbook(), "danh-sach.zip", "xlsx"),
    ],
)
def test_papers_are_judged_by_content(curator: Client, content: bytes, name: str, ending: str) -> None:
    exemplar = held()
    assert send(curator, exemplar, content, name).status_code == 302
    paper = exemplar.evidence.get()
    assert paper.file.name.endswith(f".{ending}")
    assert "bao-cao-xa" not in paper.file.name
    response = curator.get(url_of("evidence_download", exemplar.pk, paper.pk))
    assert b"".join(response.streaming_content) == content
    assert response.headers["Content-Disposition"] == f'attachment; filename="bao-cao-xa-ta-phin.{ending}"'
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00",
        b"PK\x03\x04khong phai zip",
        office_file("word/document.xml", "word/vbaProject.bin"),
        office_file("khac.txt"),
        PDF + b"0" * (10 * 1024 * 1024),
    ],
)
def test_other_files_are_refused_in_words(curator: Client, content: bytes) -> None:
    exemplar = held()
    response = send(curator, exemplar, content)
    assert response.status_code == 200
    assert response.context["form"].errors["file"]
    assert not Evidence.objects.exists()


def test_a_paper_is_removed_with_its_file_and_an_entry(curator: Client, django_capture_on_commit_callbacks) -> None:
    exemplar, other = held(), held(name="Lê Văn Hùng")
    send(curator, exemplar, PDF)
    paper = exemplar.evidence.get()
    storage, stored = paper.file.storage, paper.file.name
    assert curator.get(url_of("evidence_delete", exemplar.pk, paper.pk)).status_code == 405
    assert curator.post(url_of("evidence_delete", other.pk, paper.pk)).status_code == 404
    assert curator.get(url_of("evidence_download", other.pk, paper.pk)).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert curator.post(url_of("evidence_delete", exemplar.pk, paper.pk)).status_code == 302
    assert not Evidence.objects.exists()
    assert not storage.exists(stored)
    history = curator.get(url_of("history", exemplar.pk)).content.decode()
    assert "Thêm tài liệu “Báo cáo xã Tả Phìn”" in history
    assert "Xóa tài liệu “Báo cáo xã Tả Phìn”" in history


def test_nobody_else_gets_a_paper(curator: Client, editor: Client) -> None:
    exemplar = complete(held())
    send(curator, exemplar, PDF)
    paper = exemplar.evidence.first()
    address = url_of("evidence_download", exemplar.pk, paper.pk)
    assert Client().get(address).status_code == 302
    assert editor.get(address).status_code == 302
    assert curator.get(url_of("evidence_download", exemplar.pk, 10**30)).status_code == 404
    assert curator.get(url_of("evidence", 10**30)).status_code == 404
