"""New discussions wait while somebody waits longer than was promised; what has begun goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from news.bulletins.models import BulletinPage
from news.comments.models import Comment, State, ThreadPolicy
from news.comments.policy import standing
from news.comments.states import decide
from tests.comments.desk import text_of
from tests.comments.factories import moderator, send
from tests.comments.test_public import address, filled
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db
PAUSED = "tạm chưa nhận ý kiến"
LATE = timedelta(days=12)
"""Longer than two working days whatever holidays lie in it."""


def page() -> BulletinPage:
    return make_bulletin(display_date=timezone.now() - timedelta(hours=1))


def waiting(since: timedelta = LATE) -> Comment:
    comment = send(make_bulletin())
    Comment.objects.filter(pk=comment.pk).update(created=timezone.now() - since)
    return comment


def test_a_new_article_says_why_it_takes_no_comments_yet_and_keeps_what_was_written(client: Client) -> None:
    new = page()
    waiting()
    assert PAUSED in text_of(client.get(new.url))
    assert "Gửi ý kiến</a>" not in text_of(client.get(new.url))
    assert PAUSED in text_of(client.get(address(new)))
    sent = client.post(address(new), filled(body="Viết rồi mà chưa gửi được."))
    assert sent.status_code == 409
    assert PAUSED in text_of(sent)
    assert "Viết rồi mà chưa gửi được." in text_of(sent)
    assert Comment.objects.count() == 1


def test_deciding_opens_it_again(client: Client) -> None:
    new, late = page(), waiting()
    decide(late, State.SPAM, actor=moderator(), reason="advert")
    assert standing(new).is_open
    assert client.post(address(new), filled()).status_code == 302


def test_two_working_days_are_not_over_after_a_few_hours() -> None:
    new = page()
    waiting(timedelta(hours=3))
    assert not standing(new).is_paused


def test_what_has_begun_goes_on_and_what_staff_opened_stays_open() -> None:
    begun, opened = page(), page()
    send(begun)
    ThreadPolicy.objects.create(page=opened, mode=ThreadPolicy.Mode.OPEN)
    waiting()
    assert standing(begun).is_open
    assert standing(opened).is_open
    assert standing(page()).is_paused


def test_an_article_that_is_closed_is_closed_and_not_paused(client: Client) -> None:
    old = make_bulletin(display_date=timezone.now() - timedelta(days=31))
    waiting()
    assert PAUSED not in text_of(client.get(old.url))
    assert "không nhận thêm ý kiến" in text_of(client.get(address(old)))
