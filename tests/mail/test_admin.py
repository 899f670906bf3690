"""Staff are told when letters do not go out; only who may change that opens the list."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.desk.roles import EDITOR
from portal.mail.models import Letter
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def make_letter(**fields) -> Letter:
    fields.setdefault("key", "thu")
    return Letter.objects.create(template="nominations/declined", next_try_at=timezone.now(), **fields)


def test_the_first_page_is_silent_while_letters_go_out(admin_client: Client) -> None:
    make_letter(state=Letter.State.SENT)
    make_letter(key="vừa viết")
    assert "mail-troubles" not in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_all_staff_see_that_letters_wait(client: Client, admin_client: Client) -> None:
    make_letter(attempts=2, last_error="ConnectionRefusedError")
    make_letter(key="hỏng", attempts=8, last_error="SMTPDataError 554", state=Letter.State.FAILED)
    client.force_login(make_user(EDITOR.name, "bien-tap"))
    shown = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "<b>1</b> thư đang chờ" in shown
    assert reverse("mail_troubles") not in shown
    assert reverse("mail_troubles") in admin_client.get(reverse("wagtailadmin_home")).content.decode()


def test_only_who_may_opens_the_list(client: Client) -> None:
    url = reverse("mail_troubles")
    assert client.get(url).url.startswith(reverse("wagtailadmin_login"))
    client.force_login(make_user(EDITOR.name, "bien-tap"))
    assert client.get(url).url == reverse("wagtailadmin_home")
    assert client.post(url).url == reverse("wagtailadmin_home")


def test_letters_given_up_go_back_into_the_queue(admin_client: Client) -> None:
    letter = make_letter(attempts=8, last_error="SMTPDataError 554", state=Letter.State.FAILED)
    url = reverse("mail_troubles")
    assert "SMTPDataError 554" in admin_client.get(url).content.decode()
    assert "1 thư" in admin_client.post(url, follow=True).content.decode()
    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.WAITING, 0)
