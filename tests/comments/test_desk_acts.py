"""What else is done at the desk: many at once, reports, appeals, choosing, answering, holding, erasing."""

from __future__ import annotations

import re
from secrets import token_hex
from typing import Any

import pytest
from django.test import Client

from news.comments import reports, states, writer
from news.comments.bulk import MOST
from news.comments.editing import propose
from news.comments.models import Appeal, Comment, Decision, Reason, Sanction, State
from news.comments.office import MOST_CHOSEN
from tests.comments.desk import do, seen, text_of, url
from tests.comments.factories import BODY, lead, moderator, publish, send
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db


def answer_to(client: Client, comment: Comment) -> dict[str, str]:
    """Return an answer of the office, written into the form the page shows."""
    key = re.search(r'name="submit_key" value="(\w+)"', text_of(client.get(url("one", comment.pk))))
    words = {"badge": "unit", "name": "Phòng Giáo dục", "body": "Cảm ơn bạn, chúng tôi sẽ xem."}
    return {**words, "submit_key": key[1] if key else ""}


def test_the_author_of_an_article_does_not_decide_about_its_comments(desk: Client, person: Any) -> None:
    comment = send(make_bulletin(owner=person))
    assert "Bài của chính bạn" in text_of(desk.get(url("queue", "new")))
    assert "người khác duyệt" in text_of(do(desk, "decide", comment, to="published"))
    response = desk.post(url("many"), {"chon": f"{comment.pk}:{comment.version}", "to": "published"})
    assert "Chưa làm được" in text_of(response)
    comment.refresh_from_db()
    assert comment.state == State.HELD


def test_many_at_once_each_with_a_result_and_a_way_back(desk: Client) -> None:
    page = make_bulletin()
    good, gone = send(page), send(page)
    chosen = [f"{one.pk}:{one.version}" for one in (good, gone)]
    states.decide(gone, State.SPAM, actor=lead(), reason=Reason.ADVERT)
    text = text_of(desk.post(url("many"), {"chon": [*chosen, "x", "1:x", "99999:1"], "to": "published"}))
    assert "xong 1 trên 2" in text
    assert "vừa xử lý" in text
    good.refresh_from_db()
    assert good.state == State.PUBLISHED
    do(desk, "undo", good)
    assert good.state == State.HELD


def test_what_an_edit_took_out_is_not_published_in_haste(desk: Client, person: Any) -> None:
    """From the list neither the key nor many at once choose between two wordings; opened, the edit comes first."""
    comment = send(body=f"{BODY} {BODY} Gọi tôi: 0912345678.")
    assert 'value="published" data-key="publish"' in text_of(desk.get(url("queue", "all")))
    propose(comment, actor=person, body=f"{BODY} {BODY}", reason=Reason.PERSONAL)
    listed = text_of(desk.get(url("queue", "all")))
    assert 'value="published"' not in listed.partition('id="nhieu"')[0].partition("data-card")[2]
    assert f'href="{url("one", comment.pk)}?hang=all#quyet-dinh-h" data-key="publish"' in listed
    comment.refresh_from_db()
    text = text_of(desk.post(url("many"), {"chon": f"{comment.pk}:{comment.version}", "to": "published"}))
    assert "mở ra để chọn bản đăng" in text
    assert re.findall(r'value="(\w+)" data-key="publish"', text_of(desk.get(url("one", comment.pk)))) == [
        "published_edited"
    ]
    do(desk, "decide", comment, to="published_edited")
    assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, f"{BODY} {BODY}")


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"chon": [f"{number}:1" for number in range(1, MOST + 2)], "to": "published"}, "tối đa 100"),
        ({"to": "published"}, "Chưa chọn"),
        ({"chon": ["1:1"], "to": "erased"}, "Chọn một việc"),
        ({"chon": ["1:1"], "to": "rejected"}, "Chọn lý do"),
        ({"chon": ["1:1"], "to": "rejected", "reason": "other"}, "mở từng ý kiến"),
    ],
)
def test_what_is_wrong_with_the_whole_is_said_before_anything_is_done(
    desk: Client, fields: dict[str, Any], problem: str
) -> None:
    send()
    response = desk.post(url("many"), fields)
    assert response.status_code == 422
    assert problem in text_of(response)
    assert not Decision.objects.exclude(to_state=State.HELD).exists()


def test_reports_are_shown_and_settled_by_looking_again(desk: Client, person: Any) -> None:
    comment = publish(send(), person)
    for number in range(reports.ENOUGH):
        reports.report(comment, net_hash=str(number) * 64, why="untrue", note="Không phải như thế")
    assert "Không phải như thế" in text_of(desk.get(url("queue", "reported")))
    do(desk, "decide", comment, to="published")
    assert (comment.reported_at, comment.state) == (None, State.PUBLISHED)
    assert not comment.reports.filter(settled=False).exists()


def test_an_appeal_is_answered_by_somebody_else(leads_desk: Client, person: Any) -> None:
    comment = send()
    states.decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    writer.appeal(comment, "Tôi viết đúng về bài.")
    assert "Tôi viết đúng về bài." in text_of(leads_desk.get(url("one", comment.pk)))
    assert do(leads_desk, "appeal", comment, outcome="", answer="").status_code == 422
    do(leads_desk, "appeal", comment, outcome="published", answer="Chúng tôi đã đăng.")
    appeal = Appeal.objects.get()
    assert (comment.state, appeal.state, appeal.answer) == (State.PUBLISHED, "granted", "Chúng tôi đã đăng.")


def test_nobody_answers_an_appeal_against_himself_or_about_his_own_article() -> None:
    chief = lead()
    client = Client()
    client.force_login(chief)
    mine = send()
    states.decide(mine, State.REJECTED, actor=chief, reason=Reason.OFF_TOPIC)
    about_mine = send(make_bulletin(owner=chief))
    states.decide(about_mine, State.REJECTED, actor=moderator(), reason=Reason.OFF_TOPIC)
    for comment in (mine, about_mine):
        writer.appeal(comment, "Xin xem lại.")
        assert do(client, "appeal", comment, outcome="refused", answer="Không.").status_code == 409
    assert set(Appeal.objects.values_list("state", flat=True)) == {Appeal.State.OPEN}


def test_three_of_a_page_are_chosen_and_no_more(desk: Client, person: Any) -> None:
    page = make_bulletin()
    comments = [publish(send(page, net_hash=token_hex(32)), person) for _number in range(MOST_CHOSEN + 1)]
    answers = [do(desk, "choose", comment, chosen="on").status_code for comment in comments]
    assert answers == [302, 302, 302, 409]
    do(desk, "choose", comments[0])
    assert not comments[0].chosen


def test_the_office_answers_under_its_badge(desk: Client, person: Any) -> None:
    comment = publish(send(), person)
    assert do(desk, "answer", comment, **answer_to(desk, comment)).status_code == 302
    answered = comment.replies.get()
    assert (answered.badge, answered.state, answered.name) == ("unit", State.PUBLISHED, "Phòng Giáo dục")


def test_two_clicks_on_one_answer_are_one_answer(desk: Client, person: Any) -> None:
    comment = publish(send(), person)
    before, answer = seen(comment), answer_to(desk, comment)
    said = [do(desk, "answer", comment, stale=before, **answer) for _click in range(2)]
    assert [response.status_code for response in said] == [302, 302]
    assert comment.replies.count() == 1
    other = do(desk, "answer", comment, **{**answer, "body": "Chúng tôi đã xem, xin cảm ơn bạn."})
    text = text_of(other)
    assert (other.status_code, comment.replies.count()) == (409, 1)
    assert "Trả lời trước đã được đăng" in text
    assert "Chúng tôi đã xem, xin cảm ơn bạn." in text, "what was typed is kept"
    assert answer["submit_key"] not in text, "sent again it is another answer"


@pytest.mark.parametrize("key", ["", "ý" * 32, "1" * 33, "1" * 31 + "-"])
def test_an_answer_of_no_form_of_ours_is_not_published(desk: Client, person: Any, key: str) -> None:
    comment = publish(send(), person)
    response = do(desk, "answer", comment, **{**answer_to(desk, comment), "submit_key": key})
    assert (response.status_code, comment.replies.count()) == (422, 0)
    assert "Mở lại ý kiến" in text_of(response)


def test_the_key_of_a_readers_comment_answers_nothing(desk: Client, person: Any) -> None:
    comment = publish(send(), person)
    response = do(desk, "answer", comment, **{**answer_to(desk, comment), "submit_key": comment.submit_key})
    assert (response.status_code, comment.replies.count()) == (409, 0)


def test_who_answers_what_changed_meanwhile_is_told(desk: Client, person: Any) -> None:
    comment = publish(send(), person)
    before, answer = seen(comment), answer_to(desk, comment)
    propose(comment, actor=person, body=BODY.replace("rất ", ""), reason="spelling")
    response = do(desk, "answer", comment, stale=before, **answer)
    assert (response.status_code, comment.replies.count()) == (409, 0)
    assert answer["body"] in text_of(response)


def test_a_lead_holds_a_network_and_erases(leads_desk: Client) -> None:
    comment = send()
    assert do(leads_desk, "hold", comment, days="3", why="Gửi quảng cáo liên tục").status_code == 302
    assert Sanction.objects.get().net_hash == comment.net_hash
    assert do(leads_desk, "erase", comment, note_internal="Đơn ngày 1/12").status_code == 422, "asks to be sure"
    assert do(leads_desk, "erase", comment, note_internal="Đơn ngày 1/12", sure="on").status_code == 302
    assert (comment.state, comment.current_body) == (State.ERASED, "")
    text = text_of(leads_desk.get(url("one", comment.pk)))
    assert BODY not in text
    assert "Đơn ngày 1/12" in text


def test_nothing_is_erased_of_a_comment_that_changed_meanwhile(leads_desk: Client, person: Any) -> None:
    comment = send()
    before = seen(comment)
    propose(comment, actor=person, body=BODY.replace("rất ", ""), reason="spelling")
    response = do(leads_desk, "erase", comment, stale=before, note_internal="Đơn", sure="on")
    assert (response.status_code, comment.state) == (409, State.HELD)
    assert "bản biên tập mới" in text_of(response)
