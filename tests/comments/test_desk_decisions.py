"""Deciding and editing at the desk, with plain forms."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from news.comments import queues, states
from news.comments.models import Reason, State
from tests.comments.desk import do, seen, text_of, url
from tests.comments.factories import BODY, lead, publish, send
from tests.factories import make_bulletin
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db


def test_opening_for_work_claims_and_letting_go_releases(desk: Client, person: Any) -> None:
    comment = send()
    assert desk.get(url("one", comment.pk)).status_code == 200
    comment.refresh_from_db()
    assert not comment.is_claimed, "looking writes nothing"
    assert do(desk, "claim", comment, sua="1").url.endswith("#sua")
    assert comment.claimed_by == person
    assert list(queues.queue(queues.MINE, person)) == [comment]
    do(desk, "release", comment)
    assert not comment.is_claimed


@pytest.mark.parametrize(
    ("to", "fields", "state"),
    [
        ("published", {}, State.PUBLISHED),
        ("rejected:off_topic", {}, State.REJECTED),
        ("rejected", {"reason": "unverified", "note_public": "Xin nêu nguồn."}, State.REJECTED),
        ("rejected:other", {"note_public": "Viết về bài khác."}, State.REJECTED),
        ("spam", {}, State.SPAM),
        ("returned", {"reason": "language", "note_public": "Xin viết nhẹ lời hơn."}, State.RETURNED),
    ],
)
def test_a_decision_is_logged_with_who_and_why(
    desk: Client, person: Any, to: str, fields: dict[str, str], state: str
) -> None:
    comment = send()
    response = do(desk, "decide", comment, to=to, **fields)
    assert (response.status_code, comment.state) == (302, state)
    step = comment.decisions.last()
    assert step.actor == person
    assert step.reason_code == (to.partition(":")[2] or fields.get("reason") or step.reason_code)
    assert step.note_public == fields.get("note_public", "")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "Chọn một việc"),
        ({"to": "nonsense"}, "Chọn một việc"),
        ({"to": "rejected"}, "Chọn lý do"),
        ({"to": "rejected:appeal"}, "Chọn một lý do trong danh sách"),
        ({"to": "rejected", "reason": "nonsense"}, "Chọn một lý do trong danh sách"),
        ({"to": "returned", "reason": "language"}, "cần sửa gì"),
        ({"to": "rejected:other"}, "ghi rõ lý do"),
        ({"to": "hidden", "reason": "language"}, "không chuyển"),
        ({"to": "published", "version": ""}, "Mở lại ý kiến"),
        ({"to": "published", "version": "1" * 40}, ""),
    ],
)
def test_a_mistake_is_said_and_changes_nothing(desk: Client, fields: dict[str, str], problem: str) -> None:
    comment = send()
    response = do(desk, "decide", comment, note_internal="đã gọi cho tòa soạn", **fields)
    assert response.status_code in (409, 422)
    assert problem in text_of(response)
    assert "đã gọi cho tòa soạn" in text_of(response)
    assert (comment.state, comment.version) == (State.HELD, 1)


def test_on_to_the_next_of_the_queue_with_a_way_back(desk: Client) -> None:
    page = make_bulletin()
    comment, following = send(page), send(page, body=f"{BODY} Tôi cũng nghĩ vậy.")
    response = do(desk, "decide", comment, to="published", hang="new")
    assert response.url == f"{url('one', following.pk)}?hang=new&vua={comment.pk}"
    assert "Hoàn tác" in text_of(desk.get(response.url))
    do(desk, "undo", comment)
    assert (comment.state, comment.decisions.last().reason_code) == (State.HELD, Reason.UNDONE)
    assert "Hoàn tác (" not in text_of(desk.get(response.url)).split("data-desk", 1)[1].split(">", 1)[1]


def test_after_ten_seconds_there_is_nothing_to_undo(desk: Client, monkeypatch: Any) -> None:
    comment = send()
    response = do(desk, "decide", comment, to="published", hang="new")
    later = timezone.now() + 2 * states.GRACE
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert "desk-undo" not in text_of(desk.get(response.url))
    assert "Đã quá 10 giây" in text_of(do(desk, "undo", comment))
    assert comment.state == State.PUBLISHED


def test_the_second_of_two_sees_what_the_first_did_and_overwrites_nothing(desk: Client) -> None:
    comment = send()
    before = seen(comment)
    states.decide(comment, State.SPAM, actor=lead(), reason=Reason.ADVERT)
    response = do(desk, "decide", comment, stale=before, to="rejected", reason="language", note_public="Nhẹ lời hơn.")
    text = text_of(response)
    assert (response.status_code, comment.state) == (409, State.SPAM)
    assert "Chờ duyệt → Thư rác" in text
    assert "Quảng cáo: Lê An" in text
    assert "Nhẹ lời hơn." in text, "what was typed is kept"
    assert comment.decisions.count() == 2


def test_an_edit_is_compared_shown_and_published(desk: Client) -> None:
    comment = send(body="Bai viet rat hay, toi mong co nhieu bai nhu the nay nua o tren cong.")
    better = "Bài viết rất hay, tôi mong có nhiều bài như thế này nữa ở trên cổng."
    response = do(desk, "edit", comment, name=comment.name, body=better, reason="spelling")
    assert response.status_code == 302
    text = text_of(desk.get(url("one", comment.pk)))
    assert "<del>" in text
    assert "<ins>" in text
    assert "đổi 0 % số chữ" in text
    do(desk, "decide", comment, to="published_edited")
    assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, better)


def test_an_edit_that_puts_words_into_a_readers_mouth_is_explained_and_kept(desk: Client) -> None:
    comment = send()
    response = do(desk, "edit", comment, name=comment.name, body=f"{BODY} Cảm ơn lãnh đạo tỉnh.", reason="spelling")
    text = text_of(response)
    assert response.status_code == 409
    assert "Không thêm từ người viết không dùng" in text
    assert "“lãnh”" in text
    assert "Cảm ơn lãnh đạo tỉnh." in text
    assert comment.proposed is None


def test_a_large_edit_goes_to_a_second_moderator(desk: Client, leads_desk: Client) -> None:
    comment = send(body="Bài rất hay. Nhà tôi ở đầu xóm, ai cần hỏi gì cứ đến tìm tôi nhé.")
    do(desk, "edit", comment, name=comment.name, body="Bài rất hay.", reason="personal")
    assert "cần Trưởng ban khác" in text_of(do(desk, "decide", comment, to="published_edited"))
    assert comment.state == State.HELD
    do(leads_desk, "decide", comment, to="published_edited")
    assert comment.state == State.PUBLISHED_EDITED


@pytest.mark.parametrize("text", [*NAUGHTY[::7], *OTHERS, *BROKEN], ids=lambda text: ascii(text)[:20])
def test_naughty_text_in_edit_and_answer_never_breaks_anything(desk: Client, person: Any, text: str) -> None:
    comment = publish(send(), person)
    for what, fields in (
        ("edit", {"name": "Tên", "body": text, "reason": "spelling"}),
        ("answer", {"name": text[:200] or "x", "body": text, "badge": "editors"}),
    ):
        try:
            response = do(desk, what, comment, **fields)
        except UnicodeEncodeError:
            continue
        assert response.status_code in (302, 400, 409, 422)
        assert "<script>alert" not in response.content.decode()
    for answered in comment.replies.all():
        assert "<script>alert" not in desk.get(url("one", answered.pk)).content.decode()
