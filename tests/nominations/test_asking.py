"""A unit answers once, behind a secret link that ends after fourteen days, without an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from exemplars.nominations import asking
from exemplars.nominations.addresses import question_url
from exemplars.nominations.models import Confirmation, Nomination
from tests.nominations.factories import DEEDS, EMAIL, make_nomination

pytestmark = pytest.mark.django_db
ANSWER = {"answer": "yes", "words": "", "answered_by": "Bà Lò Thị Én, Giám đốc", "is_authorised": "on"}
UNIT_EMAIL = "htx@example.vn"


def ask(nomination: Nomination | None = None, email: str = UNIT_EMAIL) -> tuple[Confirmation, str]:
    """Ask a unit; return the question and the path of its link."""
    asked = asking.ask(
        nomination or make_nomination(), step="unit", addressee="Hợp tác xã Nà Suối", email=email, actor=None
    )
    return asked, path_of(asked)


def path_of(asked: Confirmation) -> str:
    return "/" + question_url(asked).split("/", 3)[3]


def test_the_link_goes_out_by_mail_and_only_its_hash_stays(django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        _asked, path = ask(make_nomination(email=""))
    (letter,) = mail.outbox
    assert letter.to == [UNIT_EMAIL]
    assert path in letter.body
    token = path.split("/")[-2]
    assert len(token) >= 22, "sixteen bytes at least"
    row = str(Confirmation.objects.values_list().get())
    assert token not in row
    assert UNIT_EMAIL not in row


def test_the_unit_sees_what_was_told_and_not_who_told_it(client: Client) -> None:
    _asked, path = ask()
    response = client.get(path)
    shown = response.content.decode()
    assert response.status_code == 200
    assert DEEDS in shown
    assert "Hoàng Thị Xuân" not in shown
    assert EMAIL not in shown
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


def test_one_answer_is_taken_and_stands(client: Client) -> None:
    asked, path = ask()
    assert client.post(path, {**ANSWER, "words": "Đúng cả"}).status_code == 302
    client.post(path, {**ANSWER, "answer": "no", "words": "Không đúng"})
    asked.refresh_from_db()
    assert (asked.answer, asked.words, asked.token_sealed) == ("yes", "Đúng cả", "")
    response = client.get(path)
    assert response.status_code == 200
    assert "Đã nhận trả lời" in response.content.decode()


@pytest.mark.parametrize(
    "change", [{"answer": ""}, {"answered_by": ""}, {"is_authorised": ""}, {"answer": "partly"}, {"answer": "no"}]
)
def test_an_answer_must_be_whole(client: Client, change: dict[str, str]) -> None:
    asked, path = ask()
    response = client.post(path, {**ANSWER, **change})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    asked.refresh_from_db()
    assert not asked.answer


def test_a_link_out_of_time_or_revoked_is_gone_and_an_unknown_one_was_never_there(client: Client) -> None:
    asked, path = ask()
    Confirmation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert client.get(path).status_code == 410
    assert client.post(path, ANSWER).status_code == 410
    asking.revoke(asked)
    assert "thu hồi" in client.get(path).content.decode()
    assert client.get("/gioi-thieu-guong/xac-nhan/khong-co/").status_code == 404
    asked.refresh_from_db()
    assert not asked.answer


def test_a_link_lasts_fourteen_days() -> None:
    asked, _path = ask()
    assert asked.expires_at - asked.asked_at <= timedelta(days=14, seconds=5)


def test_asked_again_the_new_link_answers_and_the_old_one_does_not(client: Client) -> None:
    asked, old = ask()
    asking.revoke(asked)
    new = path_of(asking.ask_again(asked))
    assert new != old
    assert client.get(old).status_code == 404
    assert client.post(new, ANSWER).status_code == 302


def test_an_answer_on_paper_needs_no_link() -> None:
    nomination = make_nomination()
    one = asking.record(
        nomination,
        step="locality",
        addressee="UBND xã",
        answer="yes",
        words="",
        answered_by="Chủ tịch",
        paper=None,
        actor=None,
    )
    assert one.stands
    assert not one.is_waiting


def test_who_does_not_answer_is_reminded_once_after_a_week(client: Client, django_capture_on_commit_callbacks) -> None:
    _asked, path = ask()
    _answered, other_path = ask()
    client.post(other_path, ANSWER)
    ask(email="")
    call_command("remind_nominations")
    assert not mail.outbox
    Confirmation.objects.update(expires_at=timezone.now() + timedelta(days=6))
    with django_capture_on_commit_callbacks(execute=True):
        call_command("remind_nominations")
        call_command("remind_nominations")
    (letter,) = mail.outbox
    assert letter.subject.startswith("Nhắc:")
    assert path in re.sub(r"=\n", "", letter.body), "the link of the first letter still answers"
    assert client.post(path, ANSWER).status_code == 302
