"""The proposer follows, answers, withdraws and erases behind the receipt's secret address."""

from __future__ import annotations

import pytest
from django.test import Client

from exemplars.nominations.addresses import receipt_url
from exemplars.nominations.models import Nomination, State
from exemplars.nominations.states import decide
from tests.nominations.factories import DEEDS, TOLD, approved, make_nomination

pytestmark = pytest.mark.django_db


def path_of(nomination: Nomination) -> str:
    return "/" + receipt_url(nomination).split("/", 3)[3]


def test_a_receipt_of_nobody_is_not_found(client: Client) -> None:
    assert client.get("/gioi-thieu-guong/phieu/khong-co/").status_code == 404
    assert client.post("/gioi-thieu-guong/phieu/khong-co/", {"wish": "erase", "sure": "1"}).status_code == 404


def test_it_shows_how_far_it_is_and_the_result(client: Client) -> None:
    nomination = make_nomination()
    path = path_of(nomination)
    decide(nomination, State.UNIT_ASKED, actor=None, reason="Bí mật nội bộ")
    shown = client.get(path).content.decode()
    assert 'aria-current="step"><span>Hỏi đơn vị' in shown
    assert DEEDS in shown
    assert "Bí mật nội bộ" not in shown
    decide(nomination, State.DECLINED, actor=None, reason="Bí mật", told=TOLD)
    assert TOLD in client.get(path).content.decode()


def test_the_result_is_told_in_the_state_of_the_exemplar(client: Client) -> None:
    assert "Được chấp nhận" in client.get(path_of(approved())).content.decode()


def test_a_question_of_staff_is_answered(client: Client) -> None:
    nomination = make_nomination()
    path = path_of(nomination)
    client.post(path, {"wish": "answer", "words": "Không ai hỏi"})
    Nomination.objects.update(question="Ông ấy chèo bè từ năm nào?")
    assert "từ năm nào?" in client.get(path).content.decode()
    assert client.post(path, {"wish": "answer", "words": ""}).status_code == 422
    assert client.post(path, {"wish": "answer", "words": "Từ năm 2004"}).status_code == 302
    nomination.refresh_from_db()
    assert nomination.question_answer == "Từ năm 2004"


def test_withdrawing_ends_it_and_twice_changes_nothing(client: Client) -> None:
    nomination = make_nomination()
    for _turn in range(2):
        assert client.post(path_of(nomination), {"wish": "withdraw"}).status_code == 302
    nomination.refresh_from_db()
    assert nomination.state == State.WITHDRAWN
    assert nomination.decisions.count() == 2


def test_what_is_decided_is_not_withdrawn(client: Client) -> None:
    nomination = approved()
    client.post(path_of(nomination), {"wish": "withdraw"})
    nomination.refresh_from_db()
    assert nomination.state == State.APPROVED


def test_erasing_asks_whether_it_is_meant(client: Client) -> None:
    nomination = make_nomination()
    path = path_of(nomination)
    client.post(path, {"wish": "erase"})
    nomination.refresh_from_db()
    assert nomination.name
    client.post(path, {"wish": "erase", "sure": "1"})
    shown = client.get(path).content.decode()
    assert "đã xóa lúc" in shown
    assert nomination.reference in shown
    assert DEEDS not in shown


def test_nonsense_changes_nothing(client: Client) -> None:
    nomination = make_nomination()
    for wish in ("", "approve", "x" * 10_000):
        assert client.post(path_of(nomination), {"wish": wish}).status_code == 302
    assert client.post(path_of(nomination), {"wish": "withdraw"}, HTTP_ORIGIN="https://xau.example").status_code == 403
    nomination.refresh_from_db()
    assert nomination.state == State.NOMINATED
