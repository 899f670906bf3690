"""Giving an opinion: sealed, once, and only while the list is open; hostile text does no harm."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Site

from exemplars.consultations.models import Consultation, Opinion
from exemplars.consultations.opinions import forget_writers, kept_until, withdraw, words_of
from exemplars.consultations.publishing import conclude
from portal.base.models import PortalSettings
from tests.consultations.factories import FILLED, filled, give, make_closed, make_consultation, make_opinion
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db


def test_an_opinion_is_sealed_and_its_writer_gets_a_receipt(client: Client) -> None:
    row = make_consultation()
    answer = give(client, row)
    assert answer.status_code == 302
    assert not answer.cookies
    opinion = Opinion.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM consultations_opinion")
        stored = repr(cursor.fetchall())
    for word in (FILLED["name"], "0912345678", FILLED["address"], "làm cầu"):
        assert word not in stored
    assert words_of(opinion).phone == "0912345678"
    receipt = client.get(answer.url)
    assert opinion.reference in receipt.content.decode()
    assert FILLED["name"] not in receipt.content.decode()
    assert "no-store" in receipt["Cache-Control"]


def test_sent_twice_it_is_one_with_one_receipt(client: Client) -> None:
    row, form = make_consultation(), filled()
    first, second = (client.post(f"/lay-y-kien/{row.slug}/gop-y/", form) for _ in range(2))
    assert first.url == second.url
    assert Opinion.objects.count() == 1


def test_the_form_is_kept_by_nobody(client: Client, settings) -> None:
    settings.CACHE_PURGE_DIR = "/nowhere"
    answer = client.get(f"/lay-y-kien/{make_consultation().slug}/gop-y/")
    assert "no-store" in answer["Cache-Control"]
    assert "X-Accel-Expires" not in answer, "nginx would believe it before Cache-Control"
    assert not answer.cookies


@pytest.mark.parametrize("missing", ["stance", "text", "name", "phone", "address"])
def test_what_the_law_asks_for_must_be_there_and_nothing_is_lost(client: Client, missing: str) -> None:
    answer = give(client, make_consultation(), **{missing: ""})
    assert answer.status_code == 422
    html = answer.content.decode()
    assert "errorlist" in html
    if missing != "text":
        assert FILLED["text"] in html
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("phone", ["không có", "123", "0912-345-678-901-234-567"])
def test_what_is_no_telephone_number_is_said(client: Client, phone: str) -> None:
    assert give(client, make_consultation(), phone=phone).status_code == 422


def test_somebody_of_another_list_cannot_be_chosen(client: Client) -> None:
    other = make_consultation("Đợt khác").candidates.get()
    answer = give(client, make_consultation(), candidate=str(other.pk))
    assert "Danh sách không có người này" in answer.content.decode()


def test_the_candidate_of_the_link_is_chosen(client: Client) -> None:
    row = make_consultation()
    pk = row.candidates.get().pk
    assert f'value="{pk}" selected' in client.get(f"/lay-y-kien/{row.slug}/gop-y/?ve={pk}").content.decode()
    assert client.get(f"/lay-y-kien/{row.slug}/gop-y/?ve=abc").status_code == 200


def test_a_list_that_is_closed_or_to_come_takes_nothing(client: Client) -> None:
    today = timezone.localdate()
    coming = make_consultation("Sắp mở", opens_on=today + timedelta(days=2))
    for row in (make_closed(), coming):
        assert give(client, row).status_code == 410
        assert client.get(f"/lay-y-kien/{row.slug}/gop-y/").status_code == 200
    assert not Opinion.objects.exists()


def test_who_is_a_minute_late_gets_everything_back_and_learns_where_to_send_it(client: Client) -> None:
    PortalSettings.objects.update_or_create(
        site=Site.objects.get(is_default_site=True), defaults={"email": "tdkt@example.vn", "address": "Số 1, phố Hoa"}
    )
    row = make_closed()
    answer = give(client, row, candidate=str(row.candidates.get().pk), stance="disagrees")
    html = answer.content.decode()
    assert answer.status_code == 410
    assert "đã đóng" in html
    for words in (*(FILLED[name] for name in ("text", "name", "phone", "address")), "Lò Văn Bình", "Không đồng ý"):
        assert words in html
    assert "tdkt@example.vn" in html
    assert "Số 1, phố Hoa" in html
    assert "<form" not in html.split("<main")[1], "nothing is sent from here"
    assert give(client, row, text="", name="Chỉ có tên", phone="x" * 500).status_code == 410


def test_other_words_under_the_same_key_are_another_opinion(client: Client) -> None:
    row, data = make_consultation(), filled()
    path = f"/lay-y-kien/{row.slug}/gop-y/"
    client.post(path, data)
    for change in ({"text": "Tôi nghĩ lại, xin phản ánh thêm."}, {"stance": "other"}, {"text": ""}):
        again = client.post(path, data | change)
        shown = again.content.decode()
        assert again.status_code == 200
        assert "đã được nhận" in shown
        assert data["submit_key"] not in shown
        assert all(value in shown for value in change.values())
    key, opened = (re.search(rf'name="{name}" value="([^"]+)"', shown)[1] for name in ("submit_key", "opened"))
    assert client.post(path, data | {"stance": "other", "submit_key": key, "opened": opened}).status_code == 302
    assert Opinion.objects.count() == 2


def test_sent_again_after_the_end_or_after_taking_it_back_it_is_still_received(client: Client) -> None:
    row, data = make_consultation(), filled()
    path = f"/lay-y-kien/{row.slug}/gop-y/"
    first = client.post(path, data)
    Consultation.objects.update(closes_on=timezone.localdate() - timedelta(days=1), opens_on="2020-01-01")
    assert client.post(path, data).url == first.url
    withdraw(Opinion.objects.get())
    assert client.post(path, data).url == first.url


def test_another_site_cannot_have_its_visitors_write(client: Client) -> None:
    path = f"/lay-y-kien/{make_consultation().slug}/gop-y/"
    assert client.post(path, filled(), headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post(path, filled(), headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert not Opinion.objects.exists()


def test_a_network_that_floods_is_held_up_and_forged_addresses_change_nothing(client: Client, monkeypatch) -> None:
    from portal.intake.limits import Limit

    monkeypatch.setattr("exemplars.consultations.views.giving.LIMITS", (Limit(3, 600),))
    row = make_consultation()
    path = f"/lay-y-kien/{row.slug}/gop-y/"
    statuses = [
        client.post(path, filled(), headers={"x-forwarded-for": f"203.0.113.{n}"}).status_code for n in range(5)
    ]
    assert statuses == [302, 302, 302, 429, 429]
    assert FILLED["text"] in client.post(path, filled()).content.decode()


@pytest.mark.parametrize("field", ["text", "name", "phone", "address", "candidate", "stance"])
def test_no_text_breaks_a_field(client: Client, field: str, monkeypatch) -> None:
    monkeypatch.setattr("exemplars.consultations.views.giving.LIMITS", ())
    row = make_consultation()
    # Every string through the longest field; the short ones share the code of ReaderText.
    strings = [*NAUGHTY, *OTHERS] if field == "text" else [*NAUGHTY[::50], *OTHERS]
    for text in strings:
        answer = give(client, row, **{field: text})
        assert answer.status_code in (302, 400, 422), text[:60]
        if answer.status_code == 302:
            assert client.get(answer.url).status_code == 200
    for text in BROKEN:
        body = "&".join(f"{name}={value}" for name, value in filled().items() if name != field)
        broken = f"{body}&{field}=".encode() + text.encode("utf-8", "surrogatepass")
        answer = client.generic(
            "POST", f"/lay-y-kien/{row.slug}/gop-y/", broken, content_type="application/x-www-form-urlencoded"
        )
        assert answer.status_code in (302, 400, 422), "read as U+FFFD, or refused"


def test_the_writer_takes_it_back_and_is_forgotten_at_once(client: Client) -> None:
    row = make_consultation()
    opinion, token = make_opinion(row)
    assert client.post(f"/lay-y-kien/bien-nhan/{token}/").status_code == 302
    opinion.refresh_from_db()
    assert (opinion.state, opinion.sealed) == (Opinion.State.WITHDRAWN, "")
    assert client.get("/lay-y-kien/bien-nhan/khong-co/").status_code == 404


def test_after_the_result_nothing_is_taken_back(client: Client) -> None:
    row = make_closed()
    opinion, token = make_opinion(row)
    conclude(row, "Xong.", None)
    client.post(f"/lay-y-kien/bien-nhan/{token}/")
    opinion.refresh_from_db()
    assert opinion.state == Opinion.State.NEW


def test_writers_are_forgotten_when_their_time_is_over() -> None:
    row = make_closed(retention_months=1)
    opinion, _token = make_opinion(row)
    last = kept_until(row)
    assert forget_writers(last) == 0
    assert forget_writers(last + timedelta(days=1)) == 1
    opinion.refresh_from_db()
    assert (opinion.sealed, opinion.stance) == ("", "agrees")
    assert words_of(opinion) is None
    assert Consultation.objects.get(pk=row.pk).erased_at
    assert forget_writers(last + timedelta(days=2)) == 0
