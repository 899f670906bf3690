"""The demo's comments: decided about by a person, marked as invented, stored once, erased with the demo."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from news.comments.chain import verify
from news.comments.models import Comment, State, ThreadPolicy
from news.comments.policy import standing
from news.comments.queues import FLAGGED, NEW, counts
from portal.base.models import BasePage
from portal.demo.content import Content
from portal.demo.loading import load
from portal.demo.removing import remove
from portal.desk.accounts import make_demo_accounts
from tests.comments.factories import moderator, send
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db


def test_readers_see_what_was_decided_and_moderators_what_waits(small: Content, client: Client) -> None:
    call_command("setup_portal", verbosity=0)
    make_demo_accounts()
    for _turn in range(2):
        load(small)
    assert Comment.objects.count() == 6
    page = BasePage.objects.get(title="Cô giáo giữ lớp ghép trên đỉnh Pha Lưng")
    assert standing(page).is_open
    shown = client.get(page.url).content.decode()
    assert shown.index("cây cầu treo") < shown.index("hai thùng sách")  # the chosen one first
    assert "Bác gửi về trường chính" in shown
    assert "Ban biên tập" in shown
    assert counts(moderator("mot-nguoi")) | {NEW: 1, FLAGGED: 0} == counts(moderator("hai-nguoi"))
    readers = Comment.objects.filter(badge="")
    assert not any("over_limit" in comment.flags for comment in readers)
    assert all("(minh họa)" in comment.name for comment in readers)
    assert verify() == []


def test_without_a_moderator_nothing_is_decided_and_nothing_stored(small: Content) -> None:
    load(small)
    assert not Comment.objects.exists()


def test_they_go_with_the_demo_and_others_stay(small: Content) -> None:
    call_command("setup_portal", verbosity=0)
    make_demo_accounts()
    load(small)
    own = send(make_bulletin())
    remove()
    assert not ThreadPolicy.objects.exists()
    left = Comment.objects.exclude(pk=own.pk)
    assert not left.public().exists()
    assert {(one.state, one.name, one.current_body) for one in left} == {(State.ERASED, "", "")}
    own.refresh_from_db()
    assert own.state == State.HELD
    assert verify() == []


def test_loaded_again_after_it_was_taken_out_they_are_there_again(small: Content) -> None:
    call_command("setup_portal", verbosity=0)
    make_demo_accounts()
    load(small)
    remove()
    load(small)
    assert Comment.objects.exclude(state=State.ERASED).count() == 6
    assert verify() == []
