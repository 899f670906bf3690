"""The desk: what a moderator sees of the queues, and of one comment."""

from __future__ import annotations

import re
from secrets import token_hex
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from news.comments import claims, reports, states, writer
from news.comments.desk.listing import PER_PAGE
from news.comments.editing import propose
from news.comments.models import Comment, Reason, State
from news.comments.undoing import undo
from portal.desk.roles import ASSISTANT
from tests.comments.desk import do, seen, text_of, url
from tests.comments.factories import BODY, NAME, lead, publish, send
from tests.factories import make_bulletin, make_user

pytestmark = pytest.mark.django_db


def test_a_queue_shows_comment_article_parent_and_what_machines_found(desk: Client, person: Any) -> None:
    page = make_bulletin("Chuyện chị Hường")
    parent = publish(send(page, name="Lý Thị Hỏi", body="Cho tôi hỏi đường đến trường chị Hường."), person)
    send(page, parent=parent, name="Ma Văn Đáp", body="toi o gan day, cu goi cho toi theo so 0912345678 nhe ban")
    text = text_of(desk.get(url("queue", "flagged")))
    for shown in ("Ma Văn Đáp", "Chuyện chị Hường", "Tin tức", "Trả lời Lý Thị Hỏi", "hỏi đường"):
        assert shown in text
    assert "Có số điện thoại" in text
    assert "Gần như không có dấu: 0 %" in text


def test_the_same_text_again_and_too_many_of_one_network_are_said_in_words(desk: Client) -> None:
    page = make_bulletin()
    first = send(page, body=BODY, net_hash="b" * 64)
    for number in range(3):
        send(page, body=f"{BODY} {number}", net_hash="b" * 64)
    send(page, body=BODY.upper(), net_hash="c" * 64)
    assert f"Giống ý kiến {first.reference}" in text_of(desk.get(url("queue", "flagged")))
    assert "nhiều hơn mức thường" in text_of(desk.get(url("queue", "new")))


def test_a_list_costs_the_same_queries_at_any_length(desk: Client) -> None:
    page = make_bulletin()
    counted = []
    for _round in range(3):
        for _one in range(4):
            send(page, net_hash=token_hex(32))
        with CaptureQueriesContext(connection) as queries:
            desk.get(url("queue", "new"))
        counted.append(len(queries))
    # The first one also reads what Wagtail keeps in its cache.
    assert counted[1] == counted[2]


def test_what_a_colleague_works_on_is_shown_and_cannot_be_decided(desk: Client) -> None:
    comment, other = send(), lead()
    claims.claim(comment, other)
    assert "đang xem" in text_of(desk.get(url("queue", "new")))
    response = do(desk, "decide", comment, to="published")
    assert (response.status_code, comment.state) == (409, State.HELD)
    assert "đang xem" in text_of(response)


@pytest.mark.parametrize("word", ["Hường ở quê", "nông thị", "Biểu dương", "{reference}"])
def test_search_finds_words_names_titles_and_numbers(desk: Client, word: str) -> None:
    comment = send(name="Nông thị Mẫu")
    asked = word.format(reference=comment.reference.lower())
    assert comment.reference in text_of(desk.get(url("queue", "all"), {"q": asked}))
    assert comment.reference not in text_of(desk.get(url("queue", "all"), {"q": "không ai viết thế này"}))


@pytest.mark.parametrize("word", ["đặng", "ĐẶNG", "dang van", "ĐƯỜNG", "duong  sách", "đại HỘI", "dai hoi", "văn đặng"])
def test_search_minds_neither_case_nor_accents(desk: Client, word: str) -> None:
    comment = send(make_bulletin("Đại hội thi đua"), name="Đặng Văn Mẫu", body="Đường sách\nở quê tôi.")
    other = send(make_bulletin("Chuyện khác"), body="Một ý kiến khác hẳn.", name="Lý Thị Hỏi")
    text = text_of(desk.get(url("queue", "all"), {"q": word}))
    assert comment.reference in text
    assert other.reference not in text


@pytest.mark.parametrize(("word", "found"), [("mã", False), ("mẫu", True), ("👍", True), ("👎", False), ("!", True)])
def test_search_takes_whole_syllables_and_signs_as_they_are(desk: Client, word: str, found: bool) -> None:
    comment = send(name="Nông Thị Mẫu", body="Hay quá! 👍")
    assert (comment.reference in text_of(desk.get(url("queue", "all"), {"q": word}))) is found


def test_what_is_found_is_what_is_shown_and_nothing_once_it_is_erased(desk: Client, person: Any) -> None:
    comment = send(body="Bài rất hay. Nhà tôi ở đầu xóm, cứ đến tìm.")
    propose(comment, actor=person, body="Bài rất hay. Nhà tôi ở đầu xóm, cứ đến.", reason=Reason.PERSONAL)
    states.decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.PERSONAL)
    for word, found in (("đến", True), ("đến tìm", False)):
        assert (comment.reference in text_of(desk.get(url("queue", "all"), {"q": word}))) is found
    writer.erase(comment)
    assert Comment.objects.get(pk=comment.pk).search_text == ""


def test_the_second_page_of_a_search_is_of_the_same_search(desk: Client) -> None:
    page = make_bulletin()
    for number in range(PER_PAGE + 1):
        send(page, body=f"Ý kiến thứ {number} về a&b=c + 1%.", net_hash=f"{number:064}")
    text = text_of(desk.get(url("queue", "all"), {"q": "a&b=c + 1%"}))
    assert "q=a%26b%3Dc+%2B+1%25&p=2" in text


def test_the_whole_history_is_on_the_page(desk: Client, person: Any) -> None:
    comment = send()
    do(desk, "decide", comment, to="rejected:language", note_public="Nhẹ lời hơn.", note_internal="Đã hỏi biên tập.")
    text = text_of(desk.get(url("one", comment.pk)))
    for shown in ("Chờ duyệt → Không đăng", "Ngôn từ", str(person), "Nhẹ lời hơn.", "Đã hỏi biên tập.", "Bản 1"):
        assert shown in text


def test_the_script_is_answered_in_json(desk: Client) -> None:
    comment = send()
    asked = {"headers": {"X-Requested-With": "XMLHttpRequest"}}
    before = seen(comment)
    done = desk.post(url("decide", comment.pk), {**before, "to": "published"}, **asked).json()
    assert (done["label"], done["version"], done["seconds"]) == ("Đã đăng", 2, 10)
    late = desk.post(url("decide", comment.pk), {**before, "to": "spam"}, **asked)
    assert late.status_code == 409
    assert "vừa xử lý" in late.json()["problem"]


def mark_of(client: Client, queue: str) -> str:
    """Return what the list of a queue says of the newest in it, for asking what came since."""
    return re.search(r'data-newest="(\d+)"', text_of(client.get(url("queue", queue))))[1]


def fresh(client: Client, queue: str, since: str) -> tuple[int, str]:
    found = client.get(url("counts"), {"hang": queue, "sau": since}).json()
    return found["fresh"], found["label"]


def test_new_ones_are_counted_while_a_list_is_open(desk: Client) -> None:
    send()
    since = mark_of(desk, "new")
    assert fresh(desk, "new", since) == (0, "")
    later = send(body="Một ý kiến khác hẳn, gửi sau.")
    assert fresh(desk, "new", since) == (1, "1 ý kiến mới")
    assert later.current_body not in str(desk.get(url("counts"), {"hang": "new", "sau": since}).json())
    assert fresh(desk, "flagged", mark_of(desk, "flagged")) == (0, "")
    for wrong in ("", "x", "-1", "9" * 16, "9" * 17, "9" * 18, "9" * 30):
        assert fresh(desk, "new", wrong)[0] == 0


def test_an_older_comment_that_is_reported_is_announced(desk: Client, person: Any) -> None:
    old, new = (publish(send(body=f"Ý kiến {number} của tôi."), person) for number in "12")
    report(new)
    since = mark_of(desk, "reported")
    assert fresh(desk, "reported", since) == (0, "")
    report(old)
    assert fresh(desk, "reported", since) == (1, "1 ý kiến mới")
    assert fresh(desk, "reported", mark_of(desk, "reported")) == (0, "")


def report(comment: Comment) -> None:
    for number in range(reports.ENOUGH):
        reports.report(comment, net_hash=str(number) * 64, why="untrue")


def test_an_older_comment_whose_writer_appeals_is_announced(desk: Client, person: Any) -> None:
    old, new = (send(body=f"Ý kiến {number} của tôi.") for number in "12")
    for comment in (old, new):
        states.decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    writer.appeal(new, "Xin xem lại.")
    since = mark_of(desk, "appeals")
    writer.appeal(old, "Cũng xin xem lại.")
    assert fresh(desk, "appeals", since) == (1, "1 ý kiến mới")


def test_an_older_comment_written_anew_is_announced_and_one_taken_back_is_not(desk: Client, person: Any) -> None:
    old, listed = (send(body=f"Ý kiến {number} của tôi.") for number in "12")
    states.decide(old, State.RETURNED, actor=person, reason=Reason.LANGUAGE, note_public="Nhẹ lời hơn.")
    since = mark_of(desk, "new")
    states.decide(listed, State.PUBLISHED, actor=person, reason=Reason.FIT)
    undo(listed, actor=person)
    assert fresh(desk, "new", since) == (0, "")
    writer.rewrite(old, name=NAME, body="Ý kiến của tôi, nhẹ lời hơn.")
    assert fresh(desk, "new", since) == (1, "1 ý kiến mới")


@pytest.mark.parametrize("query", ["?p=999", "?p=x", "?so=100", "?vua=x", f"?vua={'9' * 30}", "?q=%00x", "?hang=khong"])
def test_odd_addresses_are_answered(desk: Client, query: str) -> None:
    comment = send()
    assert desk.get(url("queue", "all") + query).status_code in (200, 400)
    assert desk.get(url("one", comment.pk) + query).status_code in (200, 400)
    assert desk.get(url("one", 10**9)).status_code == 404
    assert desk.get("/quan-tri/y-kien/hang/khong-co/").status_code == 404


def test_an_assistant_takes_and_edits_and_is_offered_no_decision() -> None:
    client, comment = Client(), send()
    client.force_login(make_user(ASSISTANT.name))
    listed = text_of(client.get(url("queue", "new")))
    assert "Mở để xử lý" in listed
    assert 'value="published"' not in listed
    assert do(client, "claim", comment).status_code == 302
    form = text_of(client.get(url("one", comment.pk)))
    assert "Lưu bản biên tập" in form
    assert 'value="published"' not in form
    do(client, "edit", comment, name=NAME, body=BODY.replace("rất hay", "hay"), reason=Reason.LANGUAGE)
    assert comment.proposed is not None
    assert comment.state == State.HELD
