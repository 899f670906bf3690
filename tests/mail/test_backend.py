"""What Django and Wagtail write to staff goes the way of all letters: never lost, and never in an editor's way."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow

from portal.desk.roles import EDITOR
from portal.mail.models import Letter
from portal.mail.outbox import send_due
from tests.factories import make_bulletin, make_user
from tests.mail.server import Post

pytestmark = pytest.mark.django_db
CHIEF = "truong.ban@example.vn"


@pytest.fixture(autouse=True)
def _through_the_outbox(settings) -> None:
    """As the portal is set; pytest-django has such letters end in a list."""
    settings.EMAIL_BACKEND = "portal.mail.backend.OutboxBackend"


def _with_address(user: Any) -> None:
    user.email = CHIEF
    user.save(update_fields=["email"])


def test_an_editor_waits_for_no_mail_server_and_the_letter_comes_when_it_is_back(
    client: Client, post: Post, django_capture_on_commit_callbacks, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    _with_address(make_user(username="truong-ban"))
    page = make_bulletin("Mùa quế Trà My")
    with django_capture_on_commit_callbacks(execute=True):
        state = Workflow.objects.first().start(page, make_user(EDITOR.name, "bien-tap"))
    assert state.status == "in_progress"
    assert Letter.objects.filter(state=Letter.State.WAITING).exists()
    assert CHIEF not in caplog.text
    with post.open():
        Letter.objects.update(next_try_at=timezone.now())
        send_due()
    assert CHIEF in post.recipients
    assert "Mùa quế Trà My" in post.letters[0]["Subject"]


def test_a_new_password_is_asked_for(client: Client, post: Post, django_capture_on_commit_callbacks) -> None:
    _with_address(make_user(username="bien-tap"))
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_password_reset"), {"email": CHIEF})
    (letter,) = post.letters
    link = re.search(r"http://[^\s]+/password_reset/confirm/[^\s]+", letter.get_content())
    assert link, letter.get_content()
    assert client.get(urlsplit(link[0]).path, follow=True).status_code == 200
    assert Letter.objects.get().sealed == ""


def test_of_a_step_that_was_rolled_back_nobody_is_told(post: Post, django_capture_on_commit_callbacks) -> None:
    def fail() -> None:
        with transaction.atomic():
            EmailMessage("Bài chờ duyệt", "Có bài.", to=[CHIEF]).send()
            raise RuntimeError

    with post.open(), django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        fail()
    assert not post.letters


def test_each_recipient_gets_a_letter_and_sees_no_other(post: Post, django_capture_on_commit_callbacks) -> None:
    message = EmailMultiAlternatives(
        "Bài\xa0chờ duyệt", "Có bài.", to=[CHIEF], cc=["a@example.vn"], bcc=["b@example.vn"], reply_to=["c@example.vn"]
    )
    message.attach_alternative("<p>Có <b>bài</b>.</p>", "text/html")
    with post.open(), django_capture_on_commit_callbacks(execute=True):
        assert get_connection().send_messages([message]) == 1
    assert sorted(post.recipients) == ["a@example.vn", "b@example.vn", CHIEF]
    for letter in post.letters:
        assert letter["To"].count("@") == 1
        assert letter["Cc"] is None
        assert letter["Reply-To"] == "c@example.vn"
        assert letter["Subject"] == "Bài chờ duyệt"
        assert "<b>bài</b>" in letter.get_body(("html",)).get_content()


def test_a_message_with_a_file_is_not_dropped_in_silence() -> None:
    message = EmailMessage("Báo cáo", "Kèm tệp.", to=[CHIEF], attachments=[("a.txt", "x", "text/plain")])
    with pytest.raises(ValueError, match="attachments"):
        message.send()
