"""Gravestones: an erased comment stands as long as public answers stand below it, whatever came first."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest
from django.test import Client

from news.comments.models import Comment, Reason, State
from news.comments.states import decide
from news.comments.writer import erase, withdraw
from tests.comments.factories import past, publish, send
from tests.comments.test_public import open_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def thread(person: Any) -> list[Comment]:
    """Return a comment, an answer to it and an answer to that, all public."""
    page, made = open_page(), []
    for body in ("Ý kiến thứ nhất.", "Trả lời thứ hai.", "Trả lời thứ ba."):
        made.append(publish(send(page, body=body, parent=made[-1] if made else None), person))
    return made


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_an_answer_stays_however_those_above_it_were_erased(
    order: tuple[int, ...], thread: list[Comment], client: Client
) -> None:
    for place in order:
        erase(thread[place])
    assert list(Comment.objects.public().order_by("depth")) == thread
    text = client.get(thread[0].page.url).content.decode()
    assert text.count("đã được xóa theo yêu cầu") == 2
    assert "Trả lời thứ ba." in text


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_gravestones_with_nothing_below_are_not_shown(order: tuple[int, ...], thread: list[Comment]) -> None:
    for place in order:
        erase(thread[place])
    assert not Comment.objects.public().exists()


def test_a_gravestone_goes_and_comes_back_with_what_stands_below_it(thread: list[Comment], person: Any) -> None:
    first, second, third = thread
    erase(first)
    erase(second)
    decide(third, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    assert not Comment.objects.public().exists()
    decide(third, State.PUBLISHED, actor=person, reason=Reason.FIT)
    assert not Comment.objects.public().exists(), "not before the time for undoing is over"
    past(third)
    assert list(Comment.objects.public().order_by("depth")) == thread


def test_an_answer_published_after_the_comment_was_erased_is_shown(person: Any) -> None:
    comment = publish(send(), person)
    answer = send(comment.page, body="Tôi cũng nghĩ như bác.", parent=comment)
    erase(comment)
    assert not Comment.objects.public().exists()
    publish(answer, person)
    assert set(Comment.objects.public()) == {comment, answer}


@pytest.mark.parametrize("before", [State.HIDDEN, State.HELD, State.WITHDRAWN])
def test_what_was_not_public_when_it_was_erased_has_no_gravestone(before: str, thread: list[Comment]) -> None:
    if before == State.WITHDRAWN:
        withdraw(thread[1])
    Comment.objects.filter(pk=thread[1].pk).update(state=before)
    erase(thread[1])
    assert list(Comment.objects.public()) == [thread[0]]
