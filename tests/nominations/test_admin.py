"""The curators' queue: found, asked, recorded, decided, filed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from exemplars.nominations import asking
from exemplars.nominations.admin.common import url_of
from exemplars.nominations.admin.detail import likely_same, same_name
from exemplars.nominations.models import Attachment, Confirmation, Nomination, State
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Exemplar
from portal.desk.roles import CURATOR
from tests.factories import make_user
from tests.nominations.factories import EMAIL, TOLD, approved, confirm, make_nomination
from tests.registry.test_states import held
from tests.uploads.files import picture

pytestmark = pytest.mark.django_db


def page(client: Client, name: str, *args: object, **params: str) -> str:
    response = client.get(url_of(name, *args), params)
    assert response.status_code == 200
    return response.content.decode()


def test_the_queue_shows_what_waits_and_finds_without_accents(curator: Client) -> None:
    one, other = make_nomination(), make_nomination(name="Vàng A Sình")
    done = approved(name="Lò Thị Én")
    shown = page(curator, "index")
    assert one.reference in shown
    assert done.reference not in shown
    found = page(curator, "index", q="vang a sinh")
    assert other.reference in found
    assert one.reference not in found
    assert done.reference in page(curator, "index", loc="approved")
    assert done.reference in page(curator, "index", loc="tat-ca", q=done.reference.lower())
    assert page(curator, "index", loc="' OR 1=1 --", p="abc")


def test_what_needs_a_curator_is_counted_on_the_first_page(curator: Client) -> None:
    answered, silent = make_nomination(), make_nomination()
    approved()
    link = asking.ask(answered, step="unit", addressee="HTX", email="", actor=None)
    asking.answer(link, answer="yes", words="", answered_by="Giám đốc")
    asking.ask(silent, step="unit", addressee="HTX", email="", actor=None)
    Confirmation.objects.filter(nomination=silent).update(expires_at=timezone.now() - timedelta(days=1))
    for place in (reverse("wagtailadmin_home"), url_of("index")):
        shown = curator.get(place).content.decode()
        for label, count in (("Mới nhận", 2), ("Có trả lời mới", 1), ("Quá hạn chưa trả lời", 1), ("Chờ lập hồ sơ", 1)):
            assert f"{label}</a>: <b>{count}</b>" in shown


def test_the_details_show_the_proposer_and_who_is_alike(curator: Client) -> None:
    exemplar = held(name="Lương Văn Thuyên", birth_year=1961)
    nomination = make_nomination()
    twin = make_nomination()
    response = curator.get(url_of("detail", nomination.pk))
    shown = response.content.decode()
    assert EMAIL in shown
    assert "0900 000 000" in shown
    assert exemplar.reference in shown
    assert "cùng năm sinh" in shown
    assert twin.reference in shown
    assert "no-store" in response.headers["Cache-Control"]


def test_the_unit_tells_namesakes_apart(curator: Client) -> None:
    here = held(name="Lường Văn Thuyền", birth_year=None, organisation=Organisation.objects.create(name="Bản Nà Suối"))
    nomination, elsewhere, twin = make_nomination(), make_nomination(unit="Bản Khác"), make_nomination()
    (found,) = likely_same(nomination)
    assert found["exemplar"] == here
    assert found["reasons"] == "cùng tên, cùng đơn vị"
    assert [one["nomination"] for one in same_name(nomination)] == [twin, elsewhere]
    assert "cùng tên, cùng đơn vị" in page(curator, "detail", nomination.pk)


@pytest.mark.parametrize("name", ["index", "detail"])
def test_the_queries_of_a_page_do_not_grow_with_the_queue(curator: Client, name: str) -> None:
    nomination = make_nomination(files=1)
    confirm(nomination)
    args = [nomination.pk] if name == "detail" else []

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(curator, name, *args)
        return len(queries)

    count()
    before = count()
    for _turn in range(5):
        make_nomination(files=1, name="Người khác")
        confirm(nomination)
        asking.ask(nomination, step="unit", addressee="HTX", email="", actor=None)
    assert count() <= before


def test_asking_shows_the_link_once_and_sends_it(curator: Client, django_capture_on_commit_callbacks) -> None:
    nomination = make_nomination(email="")
    with django_capture_on_commit_callbacks(execute=True):
        response = curator.post(
            url_of("ask", nomination.pk),
            {"ask-step": "unit", "ask-addressee": "HTX Nà Suối", "ask-email": "htx@example.vn"},
        )
    link = re.search(r'value="(http[^"]+xac-nhan/[^"]+)"', response.content.decode())[1]
    assert link in mail.outbox[0].body
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 200
    assert link not in page(curator, "detail", nomination.pk)
    confirmation = nomination.confirmations.get()
    again = curator.post(url_of("ask_again", nomination.pk, confirmation.pk)).content.decode()
    assert link not in again
    assert Client().get("/" + link.split("/", 3)[3]).status_code == 404
    curator.post(url_of("revoke", nomination.pk, confirmation.pk))
    assert "Đã thu hồi" in page(curator, "detail", nomination.pk)


def test_a_paper_is_recorded_with_its_file_or_not_at_all(curator: Client) -> None:
    nomination = make_nomination()
    given = {
        "record-step": "locality",
        "record-addressee": "UBND xã Nà Suối",
        "record-answer": "yes",
        "record-answered_by": "Chủ tịch",
        "record-words": "Công văn 12/UBND",
    }
    url = url_of("record", nomination.pk)
    assert curator.post(url, {**given, "record-file": SimpleUploadedFile("a.jpg", b"x")}).status_code == 422
    assert not Attachment.objects.exists()
    assert curator.post(url, {**given, "record-file": SimpleUploadedFile("a.jpg", picture())}).status_code == 302
    confirmation = nomination.confirmations.get()
    assert confirmation.stands
    assert confirmation.paper.added_by == confirmation.recorded_by
    assert "Công văn 12/UBND" in page(curator, "detail", nomination.pk)


def test_a_question_reaches_the_proposer(curator: Client, django_capture_on_commit_callbacks) -> None:
    nomination = make_nomination()
    with django_capture_on_commit_callbacks(execute=True):
        curator.post(url_of("question", nomination.pk), {"question-question": "Từ năm nào?"})
    assert any("Từ năm nào?" in letter.body for letter in mail.outbox)
    assert curator.post(url_of("question", nomination.pk), {"question-question": ""}).status_code == 422


def decide(client: Client, nomination: Nomination, to: str, **more: str):
    given = {"decide-to": to, "decide-reason": "Đủ", "decide-told": "", "decide-duplicate_of": ""}
    return client.post(url_of("decide", nomination.pk), {**given, **{f"decide-{key}": v for key, v in more.items()}})


def test_what_is_missing_is_said_and_nothing_changes(curator: Client) -> None:
    nomination = make_nomination()
    assert decide(curator, nomination, "unit_asked").status_code == 302
    refused = decide(curator, nomination, "locality")
    assert refused.status_code == 422
    assert "Đơn vị chưa xác nhận." in refused.content.decode()
    assert decide(curator, nomination, "duplicate", told=TOLD, duplicate_of="GS-1000-0000").status_code == 422
    assert decide(curator, nomination, "approved", told=TOLD).status_code == 422
    exemplar = held(name="Lò Thị Sơ")
    assert (
        decide(curator, nomination, "duplicate", told=TOLD, duplicate_of=exemplar.reference.lower()).status_code == 302
    )
    nomination.refresh_from_db()
    assert (nomination.state, nomination.exemplar) == (State.DUPLICATE, exemplar)


def test_an_approved_one_is_filed_and_the_dossier_leads_back(curator: Client) -> None:
    nomination = approved(files=1)
    response = curator.post(url_of("file", nomination.pk))
    exemplar = Exemplar.objects.get(nominations=nomination)
    shown = curator.get(response.url).content.decode()
    assert url_of("detail", nomination.pk) in shown
    assert exemplar.reference in page(curator, "detail", nomination.pk)
    assert curator.post(url_of("file", nomination.pk)).url == response.url


def test_a_file_is_a_download_and_one_in_quarantine_is_nobodys(curator: Client) -> None:
    nomination, other = make_nomination(files=1), make_nomination()
    file = nomination.attachments.get()
    response = curator.get(url_of("attachment", nomination.pk, file.pk))
    assert response.headers["Content-Disposition"] == 'attachment; filename="giay-0.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    assert curator.get(url_of("attachment", other.pk, file.pk)).status_code == 404
    for scan in ("waiting", "infected"):
        Attachment.objects.update(scan=scan)
        assert curator.get(url_of("attachment", nomination.pk, file.pk)).status_code == 404
        assert file.get_scan_display() != ""
    assert "Có mã độc" in page(curator, "detail", nomination.pk)


def test_a_file_is_removed_for_a_reason_that_is_logged_with_who(curator: Client) -> None:
    nomination = make_nomination(files=1)
    file = nomination.attachments.get()
    for why in ("", "khong-co"):
        curator.post(url_of("attachment_delete", nomination.pk, file.pk), {"why": why})
        assert "xin chọn vì sao" in page(curator, "detail", nomination.pk)
    assert nomination.attachments.exists()
    curator.post(url_of("attachment_delete", nomination.pk, file.pk), {"why": "private"})
    assert not nomination.attachments.exists()
    entry = ModelLogEntry.objects.get(action="nominations.discarded_file")
    assert entry.user.username == "tuyen-giao"
    assert entry.data == {"why": "private", "kind": "pdf", "number": file.pk}
    assert "Có dữ liệu cá nhân không cần" in page(curator, "detail", nomination.pk)


def test_erasing_needs_its_tick_and_a_reason(curator: Client) -> None:
    nomination = make_nomination()
    for given in ({}, {"erase-sure": "1"}, {"erase-why": "nominee"}, {"erase-why": "time", "erase-sure": "1"}):
        assert curator.post(url_of("erase", nomination.pk), given).status_code == 422
    nomination.refresh_from_db()
    assert nomination.name
    curator.post(url_of("erase", nomination.pk), {"erase-why": "nominee", "erase-sure": "1"})
    shown = page(curator, "detail", nomination.pk)
    assert ModelLogEntry.objects.get(action="nominations.erased").user.username == "tuyen-giao"
    assert "Xóa dữ liệu của phiếu: Theo yêu cầu của người được giới thiệu" in shown
    assert "Nội dung đã xóa" in shown
    assert EMAIL not in shown


def test_who_reads_comments_and_nominations_sees_both_from_one_desk(curator: Client) -> None:
    make_nomination()
    approved(name="Lò Thị Én")
    both = make_user("Kiểm duyệt viên", "ca-hai")
    both.groups.add(Group.objects.get(name=CURATOR.name))
    client = Client()
    client.force_login(both)
    shown = client.get(reverse("comments_desk:index")).content.decode()
    assert f'href="{url_of("index")}">Đề cử <span class="desk-count">1</span>' in shown
    client.force_login(make_user("Kiểm duyệt viên", "mot-viec"))
    assert ">Đề cử <" not in client.get(reverse("comments_desk:index")).content.decode()
