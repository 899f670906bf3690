"""Letters go out once, whatever the mail server does, and tell nobody where to."""

from __future__ import annotations

import json
import logging
from datetime import timedelta
from email.message import EmailMessage

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from portal.intake.sealing import Unreadable, seal, unseal
from portal.mail import outbox
from portal.mail.models import Letter
from tests.mail.server import Post

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_trial_templates")]
ADDRESS = "nguoi.gioi.thieu@example.vn"
WORDS = {"name": "Nguyễn Thị Hạnh", "words": "Câu có “ngoặc” & dấu < lớn hơn"}


def send(key: str = "thu:1", **more) -> bool:
    return outbox.send("trial", ADDRESS, WORDS, key=key, **more)


def words_of(part: EmailMessage) -> str:
    return part.get_content().replace("\r\n", "\n")


def test_a_letter_arrives_in_vietnamese_with_nothing_escaped(post: Post, django_capture_on_commit_callbacks) -> None:
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        assert send()
    (letter,) = post.letters
    assert post.recipients == [ADDRESS]
    assert letter["Subject"] == "Kết quả: Nguyễn Thị Hạnh"
    text = words_of(letter)
    assert text.startswith("Kính gửi Nguyễn Thị Hạnh,\n\nCâu có “ngoặc” & dấu < lớn hơn\n\n--\n")
    assert letter["Auto-Submitted"] == "auto-generated"
    row = Letter.objects.get()
    assert (row.state, row.sealed, row.attempts) == (Letter.State.SENT, "", 1)


def test_html_beside_the_text_is_escaped_once(post: Post, django_capture_on_commit_callbacks) -> None:
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        outbox.send("trial_html", ADDRESS, {"words": "<b>a & b</b>"}, key="html")
    text, html = post.letters[0].iter_parts()
    assert words_of(text) == "<b>a & b</b>\n"
    assert words_of(html).strip() == "<p>&lt;b&gt;a &amp; b&lt;/b&gt;</p>"


def test_the_same_letter_caused_twice_is_sent_once(post: Post, django_capture_on_commit_callbacks) -> None:
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        assert send()
        assert not send()
        assert send("thu:2")
    assert len(post.letters) == 2
    assert len({letter["Message-ID"] for letter in post.letters}) == 2


def test_a_letter_of_a_transaction_that_fails_is_never_sent(post: Post, django_capture_on_commit_callbacks) -> None:
    def fail() -> None:
        with transaction.atomic():
            send()
            raise RuntimeError

    with post.open(), django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fail()
    assert not post.letters
    assert not Letter.objects.exists()


def test_while_the_server_is_down_the_letter_waits_and_arrives_once_when_it_is_back(
    post: Post, django_capture_on_commit_callbacks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        send()
    row = Letter.objects.get()
    assert (row.state, row.attempts, row.last_error) == (Letter.State.WAITING, 1, "ConnectionRefusedError")
    assert row.next_try_at > timezone.now()
    assert outbox.troubles()["stuck"] == 1
    with post.open():
        assert outbox.send_due() == 0, "not due yet"
        Letter.objects.update(next_try_at=timezone.now())
        call_command("send_waiting_mail")
        call_command("send_waiting_mail")
        outbox.deliver.enqueue(row.pk)
    assert [letter["To"] for letter in post.letters] == [ADDRESS]
    assert outbox.troubles()["stuck"] == 0
    # The test's mail server tells what it hears; the portal does not.
    logged = " ".join(record.getMessage() for record in caplog.records if record.name != "mail.log")
    assert "letter" in logged
    assert ADDRESS not in logged
    assert "Hạnh" not in logged


def test_each_attempt_carries_the_same_message_id(post: Post) -> None:
    send()
    pk = Letter.objects.get().pk
    with post.open():
        outbox.try_to_send(pk)
        # As if the answer of the server had been lost on the way.
        content = seal(json.dumps({"to": ADDRESS, "subject": "s", "text": "t", "html": "", "headers": {}}))
        Letter.objects.update(state=Letter.State.WAITING, sealed=content)
        outbox.try_to_send(pk)
    assert len({letter["Message-ID"] for letter in post.letters}) == 1


def test_an_address_nobody_has_is_given_up_at_once_and_staff_are_told(post: Post) -> None:
    post.answer = f"550 no such user {ADDRESS}"
    send()
    with post.open():
        outbox.send_due()
        row = Letter.objects.get()
        assert (row.state, row.last_error) == (Letter.State.FAILED, "SMTPRecipientsRefused 550")
        post.answer = "250 OK"
        assert outbox.try_again(Letter.objects.all()) == 1
        outbox.send_due()
    assert len(post.letters) == 1


@pytest.mark.parametrize("busy", ["answer", "to_data"])
def test_a_server_that_is_busy_is_asked_again(post: Post, busy: str) -> None:
    setattr(post, busy, "451 try again later")
    send()
    with post.open():
        outbox.send_due()
    assert Letter.objects.get().state == Letter.State.WAITING


def test_it_is_given_up_after_the_last_wait(post: Post) -> None:
    send()
    for _attempt in range(len(outbox.WAITS)):
        Letter.objects.update(next_try_at=timezone.now())
        outbox.send_due()
        assert Letter.objects.get().state == Letter.State.WAITING
    Letter.objects.update(next_try_at=timezone.now())
    outbox.send_due()
    assert Letter.objects.get().state == Letter.State.FAILED


def test_a_letter_somebody_is_sending_is_left_alone_until_they_must_have_died(post: Post) -> None:
    send()
    Letter.objects.update(taken_until=timezone.now() + timedelta(minutes=1))
    with post.open():
        assert outbox.send_due() == 0
        Letter.objects.update(taken_until=timezone.now() - timedelta(minutes=1))
        assert outbox.send_due() == 1


def test_with_a_queue_that_can_wait_the_next_attempt_is_a_task(post: Post) -> None:
    from django_tasks_db.models import DBTaskResult

    with override_settings(TASKS={"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}):
        send()
        outbox.try_to_send(Letter.objects.get().pk)
        task = DBTaskResult.objects.get()
    assert task.run_after == Letter.objects.get().next_try_at
    assert ADDRESS not in str(task.args_kwargs)


def test_the_database_alone_tells_no_address() -> None:
    send()
    letter = Letter.objects.get()
    assert ADDRESS not in letter.sealed
    assert json.loads(unseal(letter.sealed))["to"] == ADDRESS
    with override_settings(FIELD_KEY=Fernet.generate_key().decode()):
        with pytest.raises(Unreadable):
            unseal(letter.sealed)
        outbox.try_to_send(letter.pk)
    assert Letter.objects.get().state == Letter.State.FAILED


@pytest.mark.parametrize("to", ["", "không phải", "a@b.vn\nBcc: c@d.vn", "a@b.vn, c@d.vn", "a@b.vn\r\n", "x" * 400])
def test_what_is_no_address_is_refused_without_being_named(to: str) -> None:
    if to.strip() == "a@b.vn":
        to = f"{to}Bcc: c@d.vn"
    with pytest.raises(ValueError, match=r"^not an e-mail address$"):
        outbox.send("trial", to, WORDS, key="k")


@pytest.mark.parametrize("headers", [{"X-A": "b\nBcc: c@d.vn"}, {"X-A\nBcc": "c@d.vn"}, {"": "b"}, {"X-A": "b\rc"}])
def test_no_header_can_begin_another(headers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"^not a header"):
        send(headers=headers)


def test_a_subject_cannot_begin_a_header(post: Post, django_capture_on_commit_callbacks) -> None:
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        outbox.send("trial", ADDRESS, {"name": "A\r\nBcc: c@d.vn\n\x00\u202eB", "words": "w"}, key="k")
    # The line break ends the subject; what follows is text.
    assert post.letters[0]["Bcc"] is None
    assert post.recipients == [ADDRESS]
    assert post.letters[0]["Subject"] == "Kết quả: A"


def test_letters_one_may_stop_say_how(post: Post, django_capture_on_commit_callbacks) -> None:
    url = "https://guongsang.example.vn/thoi/abc/"
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        send(unsubscribe_url=url)
    assert post.letters[0]["List-Unsubscribe"] == f"<{url}>"
    assert post.letters[0]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert url in post.letters[0].get_content()


def test_letters_sent_long_ago_leave_no_trace(post: Post) -> None:
    for key in ("cũ", "chờ"):
        send(key)
    Letter.objects.filter(key="cũ").update(state=Letter.State.SENT)
    Letter.objects.update(
        created_at=timezone.now() - outbox.KEPT - timedelta(days=1), next_try_at=timezone.now() + outbox.KEPT
    )
    call_command("forget_readers")
    assert [letter.key for letter in Letter.objects.all()] == ["chờ"]
