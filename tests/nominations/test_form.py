"""The public form: one nomination for a form however often it is sent, nothing lost when something is wrong."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from exemplars.nominations.erasing import Why, erase
from exemplars.nominations.models import Attachment, Nomination, State
from portal.intake.sealing import unseal
from portal.intake.uploading import MOST_PASSED_OVER
from tests.nominations.factories import DEEDS, EMAIL, filled, send
from tests.registry.factories import make_place
from tests.uploads.files import pdf, picture, png_header, repacked, word

pytestmark = pytest.mark.django_db
URL = "/gioi-thieu-guong/"


def upload(name: str = "anh.jpg", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, picture() if data is None else data)


def test_the_form_is_shown_without_cookies_and_is_never_kept(client: Client) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        response = client.get(URL)
    assert response.status_code == 200
    assert not response.cookies
    assert "no-store" in response.headers["Cache-Control"]
    assert "csrfmiddlewaretoken" not in response.content.decode()
    assert len(queries) <= 12


def test_a_nomination_gets_a_number_and_a_receipt(client: Client, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = send(client)
    nomination = Nomination.objects.get()
    assert response.status_code == 302
    assert nomination.reference == f"GT-{timezone.localdate().year}-0001"
    assert nomination.state == State.NOMINATED
    assert [str(one) for one in nomination.decisions.all()] == ["Mới nhận"]
    shown = client.get(response.url)
    assert nomination.reference in shown.content.decode()
    assert shown.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in shown.headers["X-Robots-Tag"]
    assert not client.cookies
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert response.url in letter.body


def test_what_is_private_is_sealed_and_the_receipt_is_known_by_its_hash(client: Client) -> None:
    response = send(client)
    nomination = Nomination.objects.get()
    token = response.url.split("/")[-2]
    row = str(Nomination.objects.values_list().get())
    for secret in (token, EMAIL, "0900"):
        assert secret not in row
    assert unseal(nomination.email_sealed) == EMAIL
    assert unseal(nomination.phone_sealed) == "0900 000 000"


def test_a_form_sent_twice_is_one_nomination_with_one_receipt(client: Client) -> None:
    data = filled()
    first, second = (client.post(URL, data) for _turn in range(2))
    assert first.url == second.url
    assert Nomination.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("kind", "", "Xin chọn một điều."),
        ("kind", "robot", "Xin chọn một điều."),
        ("name", "", "Xin điền vào đây."),
        ("name", "x" * 201, "tối đa 200"),
        ("birth_year", "năm kia", "bốn chữ số"),
        ("birth_year", "1850", "từ 1900"),
        ("birth_year", "2999", "tương lai"),
        ("birth_year", "9" * 5000, "bốn chữ số"),
        ("place_text", "", "Xin điền vào đây."),
        ("field", "999999", "Xin chọn một điều."),
        ("deeds", "Tốt lắm", "ít nhất 30"),
        ("deeds", "x" * 5001, "tối đa 5000"),
        ("asked", "", "Xin chọn một điều."),
        ("proposer_name", "", "Xin điền vào đây."),
        ("email", "không phải", "ten@vi-du.vn"),
        ("relation", "", "Xin chọn một điều."),
        ("agrees", "", "Cần bạn đồng ý"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_everything_is_kept(
    client: Client, field: str, value: str, words: str
) -> None:
    response = send(client, **{field: value})
    shown = response.content.decode()
    assert response.status_code == 422
    assert words in shown
    assert f'id="id_{field}_error"' in shown
    assert f'href="#id_{field}"' in shown
    assert not Nomination.objects.exists()
    for name, kept in (("name", "Lường Văn Thuyền"), ("deeds", DEEDS), ("witnesses", "Hà Văn Nhất"), ("email", EMAIL)):
        assert kept in shown or name == field


def test_one_way_to_reach_the_proposer_is_needed(client: Client) -> None:
    assert "số điện thoại hoặc thư" in send(client, phone="", email="").content.decode()
    assert send(client, phone="").status_code == 302
    assert send(client, email="").status_code == 302


def test_the_consent_of_the_nominee_is_never_assumed(client: Client) -> None:
    assert 'name="asked" value="agrees" checked' not in client.get(URL).content.decode()
    assert send(client, asked="").status_code == 422


def test_a_place_with_one_meaning_is_found_and_of_several_one_is_chosen(client: Client) -> None:
    north, south = make_place("Thử Bắc"), make_place("Thử Nam")
    places = [make_place("Suối Thử", kind="xã", under=province) for province in (north, south)]
    only = make_place("Đồi Thử", kind="xã", under=north)
    send(client, place_text="doi thu")
    assert Nomination.objects.latest("pk").place == only
    response = send(client, place_text="Xã Suối Thử")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "Có nhiều nơi" in shown
    assert all(f'value="{place.pk}"' in shown for place in places)
    send(client, place_text="Xã Suối Thử", place_choice=str(places[1].pk))
    assert Nomination.objects.latest("pk").place == places[1]
    send(client, place_text="Xã Suối Thử", place_choice="khac")
    assert Nomination.objects.latest("pk").place is None
    assert send(client, place_text="Xã Suối Thử", place_choice=str(only.pk)).status_code == 422


def test_files_come_along_cleaned_and_private(client: Client) -> None:
    send(client, files=[upload(), upload("Báo cáo.pdf", pdf())])
    nomination = Nomination.objects.get()
    photo, paper = nomination.attachments.all()
    assert (photo.title, photo.kind, paper.title, paper.kind) == ("anh.jpg", "jpg", "Báo cáo.pdf", "pdf")
    assert Path(photo.file.path).is_relative_to(settings.PRIVATE_ROOT)
    assert "anh" not in photo.file.name
    assert b"Exif" not in Path(photo.file.path).read_bytes()


def test_files_survive_a_mistake_elsewhere(client: Client) -> None:
    shown = send(client, name="", files=[upload("Ảnh bè.jpg")]).content.decode()
    draft = Attachment.objects.get()
    assert draft.nomination is None
    assert f'value="{draft.key}"' in shown
    assert "Ảnh bè.jpg" in shown
    send(client, kept=[draft.key], files=[upload("thêm.pdf", pdf())])
    assert [one.title for one in Nomination.objects.get().attachments.all()] == ["Ảnh bè.jpg", "thêm.pdf"]


def test_a_file_whose_tick_is_taken_away_does_not_come_along(client: Client) -> None:
    send(client, name="", files=[upload()])
    send(client)
    assert not Nomination.objects.get().attachments.exists()


def test_nobody_gets_the_files_of_somebody_elses_nomination(client: Client) -> None:
    send(client, files=[upload()])
    taken = Attachment.objects.get()
    send(client, kept=[taken.key, "không có", ""])
    taken.refresh_from_db()
    assert taken.nomination == Nomination.objects.earliest("pk")
    assert not Nomination.objects.latest("pk").attachments.exists()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("rong.pdf", b"", "Tệp rỗng"),
        ("trang.jpg", b"<html><script>alert(1)</script>", "Chỉ nhận"),
        ("bom.png", png_header(50_000, 50_000), "40 triệu"),
        ("dut.jpg", picture("JPEG", (400, 300))[:2000], "hỏng"),
        ("lon.pdf", pdf() + b"0" * (10 * 1024 * 1024), "10 MB"),
        ("hai.pdf", pdf() + word(), "nội dung lạ"),
        ("la.docx", repacked(word(), {"[Content_Types].xml": b'<?xml version="1.0" encoding="foo"?><a/>'}), "hỏng"),
    ],
)
def test_a_file_that_is_not_taken_is_named_and_the_words_are_kept(
    client: Client, name: str, data: bytes, words: str
) -> None:
    response = send(client, files=[upload(name, data), upload("tốt.jpg")])
    shown = response.content.decode()
    assert response.status_code == 422
    assert f"“{name}”" in shown
    assert words in shown
    assert DEEDS in shown
    assert [one.title for one in Attachment.objects.all()] == ["tốt.jpg"]
    assert not Nomination.objects.exists()


def test_more_than_five_files_are_too_many_and_the_same_one_counts_once(client: Client) -> None:
    same = [upload(f"{number}.jpg") for number in range(3)]
    shown = send(client, files=same + [upload(f"{n}.pdf", pdf(b"/N %d" % n)) for n in range(6)]).content.decode()
    assert "Chỉ nhận 5 tệp" in shown
    assert Attachment.objects.count() == 5


def test_files_that_are_too_heavy_together_cost_no_word(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.intake.uploading.MOST_BYTES", 300_000)
    kept = send(client, name="", files=[upload("Ảnh bè.jpg")])
    draft = Attachment.objects.get()
    assert kept.status_code == 422
    photos = [upload(f"{number}.jpg", picture() + b"0" * 60_000) for number in range(6)]
    response = send(client, files=photos, kept=[draft.key])
    shown = response.content.decode()
    assert response.status_code == 413
    assert "50 MB" in shown
    assert DEEDS in shown
    assert "Hoàng Thị Xuân" in shown
    assert f'value="{draft.key}"' in shown
    assert list(Attachment.objects.all()) == [draft]
    assert not Nomination.objects.exists()


def test_no_file_of_a_form_that_is_too_heavy_is_in_memory_or_on_the_disk(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.intake.uploading.MOST_BYTES", 300_000)
    for handler in ("MemoryFileUploadHandler", "TemporaryFileUploadHandler"):
        monkeypatch.setattr(f"django.core.files.uploadhandler.{handler}.new_file", _never)
    assert send(client, files=[upload("a.jpg", b"0" * 400_000)]).status_code == 413


def _never(*args: object, **kwargs: object) -> None:
    raise AssertionError("a file was taken")


def test_much_more_than_anybody_sends_is_not_read_and_it_is_said_what_to_do(client: Client) -> None:
    response = client.post(URL, filled(), CONTENT_LENGTH=str(MOST_PASSED_OVER + 1))
    assert response.status_code == 413
    assert "nút quay lại" in response.content.decode()


@pytest.mark.parametrize(
    "change", [{"name": "Vàng A Sua"}, {"deeds": DEEDS * 2}, {"email": "khac@example.vn"}, {"name": ""}]
)
def test_other_words_under_the_same_key_are_another_nomination(client: Client, change: dict[str, str]) -> None:
    data = filled()
    client.post(URL, data)
    again = client.post(URL, data | change | {"files": [upload("Ảnh bè.jpg")]})
    shown = again.content.decode()
    assert again.status_code == 200
    assert "Phiếu trước của bạn đã được nhận" in shown
    assert data["submit_key"] not in shown
    assert "Ảnh bè.jpg" in shown
    assert all(value in shown for value in change.values())
    key, opened = (re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("submit_key", "opened"))
    sent = client.post(URL, data | {"name": "Người khác"} | change | {"submit_key": key, "opened": opened})
    assert sent.status_code == (422 if change == {"name": ""} else 302)
    assert Nomination.objects.count() == (1 if change == {"name": ""} else 2)


def test_a_form_sent_again_after_its_nomination_was_erased_leads_to_the_receipt(client: Client) -> None:
    data = filled()
    first = client.post(URL, data)
    erase(Nomination.objects.get(), Why.BY_LINK)
    assert client.post(URL, data).url == first.url


def test_too_fast_and_too_late_ask_once_more_with_everything_kept(client: Client) -> None:
    from portal.intake.forms import fresh_guard

    shown = send(client, **fresh_guard())
    assert shown.status_code == 422
    assert DEEDS in shown.content.decode()
    shown = send(client, submit_key="", opened="")
    assert shown.status_code == 200
    assert DEEDS in shown.content.decode()
    assert not Nomination.objects.exists()


def test_what_a_robot_fills_in_is_taken_and_marked(client: Client) -> None:
    send(client, website="https://example.com")
    assert Nomination.objects.get().is_suspect


def test_a_network_that_sends_much_is_asked_to_wait_and_loses_nothing(client: Client) -> None:
    for _turn in range(3):
        assert send(client).status_code == 302
    response = send(client)
    assert response.status_code == 429
    assert DEEDS in response.content.decode()
    assert Nomination.objects.count() == 3
    assert send(Client(REMOTE_ADDR="203.0.113.9")).status_code == 302


def test_another_site_cannot_have_its_visitors_send(client: Client) -> None:
    response = client.post(URL, filled(), HTTP_ORIGIN="https://xau.example")
    assert response.status_code == 403
    assert not Nomination.objects.exists()


def test_files_never_sent_do_not_fill_the_disk(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("exemplars.nominations.attachments.MOST_DRAFTS", 1)
    send(client, name="", files=[upload()])
    shown = send(client, name="", files=[upload("b.pdf", pdf())]).content.decode()
    assert "không nhận thêm tệp" in shown
    assert Attachment.objects.count() == 1


def test_readers_find_the_form(client: Client) -> None:
    for path in ("/guong/", "/"):
        assert f'href="{reverse("nomination_form")}"' in client.get(path).content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_private_files")
def test_a_form_sent_eight_times_at_once_is_one_nomination() -> None:
    data = filled(email="")

    def once(_turn: int) -> str:
        try:
            return Client().post(URL, data).headers.get("Location", "nowhere")
        finally:
            connection.close()

    with override_settings(), ThreadPoolExecutor(8) as pool:
        places = set(pool.map(once, range(8)))
    assert Nomination.objects.count() == 1
    assert len(places) == 1
    assert Nomination.objects.get().decisions.count() == 1
