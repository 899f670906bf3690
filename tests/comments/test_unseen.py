"""Answers below what readers do not see: nobody would see them, so nobody is told they are published."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from news.comments import office, states, writer
from news.comments.models import Appeal, Comment, Reason, State
from news.comments.states import NotAllowed
from tests.comments.desk import do, seen, text_of, url
from tests.comments.factories import lead, past, publish, send
from tests.comments.test_receipt import link
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db
WHY = "không ai thấy"


def answer_below(parent: Comment, **fields: Any) -> Comment:
    return send(parent.page, parent=parent, body="Tôi cũng nghĩ như bác.", **fields)


@pytest.fixture
def parent(person: Any) -> Comment:
    return publish(send(make_bulletin(), name="Lý Thị Hỏi"), person)


def hide(comment: Comment) -> None:
    states.decide(comment, State.HIDDEN, actor=lead("truong-ban-go"), reason=Reason.LANGUAGE)


def test_an_answer_waits_while_what_it_answers_is_taken_down(desk: Client, person: Any, parent: Comment) -> None:
    answer = answer_below(parent, email="ban-doc@vi-du.vn")
    hide(parent)
    assert WHY in text_of(desk.get(url("queue", "new")))
    shown = text_of(desk.get(url("one", answer.pk)))
    assert WHY in shown
    assert "“Đã gỡ”" in shown
    response = do(desk, "decide", answer, to="published")
    assert (response.status_code, answer.state, answer.outcome_due) == (409, State.HELD, None)
    assert WHY in text_of(response)
    states.decide(parent, State.PUBLISHED, actor=person, reason=Reason.FIT)
    assert WHY not in text_of(desk.get(url("queue", "new")))
    assert do(desk, "decide", answer, to="published").status_code == 302
    past(parent)
    past(answer)
    assert Comment.objects.public().count() == 2


def test_keyboard_and_many_at_once_are_told_why(desk: Client, parent: Comment) -> None:
    answer, other = answer_below(parent), send(parent.page, body="Một ý kiến khác hẳn.")
    writer.withdraw(parent)
    asked = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    late = desk.post(url("decide", answer.pk), {**seen(answer), "to": "published"}, **asked)
    assert late.status_code == 409
    assert WHY in late.json()["problem"]
    chosen = [f"{one.pk}:{one.version}" for one in (answer, other)]
    text = text_of(desk.post(url("many"), {"chon": chosen, "to": "published"}))
    assert "xong 1 trên 2" in text
    assert WHY in text
    assert [Comment.objects.get(pk=one.pk).state for one in (answer, other)] == [State.HELD, State.PUBLISHED]


def test_it_may_still_be_refused(desk: Client, parent: Comment) -> None:
    answer = answer_below(parent)
    writer.withdraw(parent)
    assert do(desk, "decide", answer, to="rejected:off_topic").status_code == 302


def test_the_first_of_a_thread_counts_as_well(person: Any, parent: Comment) -> None:
    second = publish(answer_below(parent), person)
    third = answer_below(second)
    hide(parent)
    with pytest.raises(NotAllowed, match=parent.reference):
        states.decide(third, State.PUBLISHED, actor=person, reason=Reason.FIT)
    with pytest.raises(NotAllowed, match=WHY):
        office.answer(page=second.page, parent=second, actor=person, badge="unit", name="Phòng", body="Cảm ơn bạn.")


def test_the_receipt_says_when_an_answer_that_was_published_is_out_of_sight(
    client: Client, person: Any, parent: Comment
) -> None:
    answer = publish(answer_below(parent), person)
    assert "lúc này bạn đọc không thấy" not in text_of(client.get(link(answer)))
    states.decide(parent, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    assert "lúc này bạn đọc không thấy" in text_of(client.get(link(answer)))


def test_below_a_gravestone_answers_are_seen(person: Any, parent: Comment) -> None:
    publish(answer_below(parent), person)
    late = answer_below(parent)
    writer.erase(parent)
    publish(late, person)
    assert late in Comment.objects.public()


def test_below_what_was_erased_without_one_they_are_not(desk: Client, person: Any, parent: Comment) -> None:
    answer = answer_below(parent)
    states.decide(parent, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    writer.erase(parent)
    assert "“Đã xóa”" in text_of(do(desk, "decide", answer, to="published"))
    assert answer.state == State.HELD


def test_an_appeal_is_not_granted_into_nowhere(leads_desk: Client, person: Any, parent: Comment) -> None:
    answer = answer_below(parent)
    states.decide(answer, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    writer.appeal(answer, "Xin xem lại.")
    writer.withdraw(parent)
    response = do(leads_desk, "appeal", answer, outcome="published", answer="Đồng ý.")
    assert (response.status_code, answer.state) == (409, State.REJECTED)
    assert WHY in text_of(response)
    assert Appeal.objects.get().state == Appeal.State.OPEN
