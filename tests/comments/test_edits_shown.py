"""An edit proposed while another is public: shown as what it is, to the writer and at the desk."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from news.comments.editing import propose
from news.comments.models import Comment, Reason, State
from news.comments.states import decide
from news.comments.writer import withdraw
from tests.comments.desk import do, text_of, url
from tests.comments.factories import lead, moderator, past, send
from tests.comments.test_receipt import link

pytestmark = pytest.mark.django_db
READERS = "Toi rat quy chi Huong, chi day chu cho ba con 30 nam roi, ko ai bang"
SHOWN = READERS.replace("ko", "không")
LATER = "Toi rat quy chi Huong, chi day 30 nam"


@pytest.fixture
def comment(person: Any) -> Comment:
    """A comment published with a small edit, a large one proposed since by somebody else."""
    comment = send(body=READERS)
    propose(comment, actor=person, body=SHOWN, reason=Reason.SPELLING)
    decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING)
    past(comment)
    propose(comment, actor=moderator("cong-tac-vien"), body=LATER, reason=Reason.OFF_TOPIC)
    return comment


@pytest.mark.parametrize("state", [State.PUBLISHED_EDITED, State.HIDDEN])
def test_the_receipt_shows_what_readers_see_and_what_is_only_proposed(
    state: str, comment: Comment, client: Client, person: Any
) -> None:
    if state == State.HIDDEN:
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    text = text_of(client.get(link(comment)))
    shown, proposed = text.split("Bản biên tập đã đăng</h2>")[1].split("Bản biên tập mới, chưa đăng</h2>")
    assert "<ins>không</ins>" in shown
    assert "<del>" in proposed
    assert "<ins>không</ins>" not in proposed


def test_the_receipt_shows_one_edit_when_there_is_one(comment: Comment, client: Client) -> None:
    decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)
    text = text_of(client.get(link(comment)))
    assert "Bản biên tập</h2>" in text
    assert "<ins>không</ins>" not in text


def test_withdrawing_names_what_was_shown(comment: Comment) -> None:
    assert withdraw(comment).revision_n == 2


def test_looking_again_keeps_what_is_public(comment: Comment, desk: Client) -> None:
    text = text_of(desk.get(url("one", comment.pk)))
    assert text.index("Bản đã đăng") < text.index("Bản biên tập mới, chưa đăng")
    assert "Xem lại, vẫn đăng" in text
    assert "Đăng bản biên tập" in text
    do(desk, "decide", comment, to="kept")
    assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, SHOWN)
    assert "cần Trưởng ban khác" in text_of(do(desk, "decide", comment, to="published_edited"))
    assert comment.current_body == SHOWN


def test_looking_again_at_a_large_edit_a_lead_approved_needs_no_lead(comment: Comment, desk: Client) -> None:
    decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)
    do(desk, "decide", comment, to="published_edited")
    assert (comment.decisions.last().reason_code, comment.current_body) == (Reason.FIT, LATER)


def test_what_is_not_public_cannot_be_kept_so(desk: Client) -> None:
    comment = send()
    assert do(desk, "decide", comment, to="kept").status_code == 409
    assert comment.decisions.count() == 1
