"""What moderators do at the same moment, each with a connection of his own."""

from __future__ import annotations

from threading import Barrier
from typing import Any

import pytest

from news.comments import office
from news.comments.models import Comment
from news.comments.office import MOST_CHOSEN
from news.comments.states import NotAllowed
from tests.comments.factories import moderator, publish, send
from tests.comments.test_audit import PEOPLE, at_once
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db(transaction=True)


def test_people_choosing_at_once_choose_three_of_a_page(emptied_log: None) -> None:
    page, person = make_bulletin(), moderator()
    comments = [publish(send(page, body=f"Ý kiến thứ {number} của tôi."), person) for number in range(PEOPLE + 2)]
    for comment in comments[: MOST_CHOSEN - 1]:
        office.choose(comment, chosen=True, actor=person)
    together = Barrier(PEOPLE)

    def attempt(comment: Any) -> bool:
        together.wait()
        try:
            office.choose(comment, chosen=True, actor=person)
        except NotAllowed:
            return False
        return True

    assert sorted(at_once(attempt, comments[-PEOPLE:])) == [False] * (PEOPLE - 1) + [True]
    assert Comment.objects.filter(chosen=True).count() == MOST_CHOSEN


def test_two_clicks_on_an_answer_at_once_are_one_answer(emptied_log: None) -> None:
    person = moderator()
    comment, key = publish(send(), person), "1" * 32

    def click(_turn: int) -> int:
        own = Comment.objects.get(pk=comment.pk)
        words = {"badge": "unit", "name": "Phòng Giáo dục", "body": "Cảm ơn bạn."}
        return office.answer(page=own.page, parent=own, actor=person, submit_key=key, **words).pk

    answers = at_once(click, list(range(PEOPLE)))
    assert [one.pk for one in comment.replies.all()] == sorted(set(answers))
    assert len(set(answers)) == 1
