"""The desk: what a moderator sees of comments and does about them, with plain forms."""

from __future__ import annotations

import html
from secrets import token_hex
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.comments import claims, queues, reports, states, writer
from news.comments.bulk import MOST
from news.comments.editing import propose
from news.comments.models import Appeal, Comment, Decision, Reason, Sanction, State
from news.comments.office import MOST_CHOSEN
from tests.comments.factories import BODY, lead, moderator, publish, send
from tests.factories import make_bulletin
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Any:
    return moderator()


@pytest.fixture
def desk(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def leads_desk() -> Client:
    client = Client()
    client.force_login(lead())
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"comments_desk:{name}", args=args)


def seen(comment: Comment) -> dict[str, int]:
    """Return what the forms of a page carry about the comment it showed."""
    comment.refresh_from_db()
    return {"version": comment.version, "seen": comment.decisions.last().n}


def do(client: Client, what: str, comment: Comment, *, stale: dict[str, int] | None = None, **fields: Any) -> Any:
    """Send one of the forms about a comment, as it is now or as it was."""
    response = client.post(url(what, comment.pk), {**(stale or seen(comment)), **fields})
    comment.refresh_from_db()
    return response


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


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


@pytest.mark.parametrize("word", ["Hường ở quê", "nông thị", "Biểu dương", "{reference}"])
def test_search_finds_words_names_titles_and_numbers(desk: Client, word: str) -> None:
    comment = send(name="Nông thị Mẫu")
    asked = word.format(reference=comment.reference.lower())
    assert comment.reference in text_of(desk.get(url("queue", "all"), {"q": asked}))
    assert comment.reference not in text_of(desk.get(url("queue", "all"), {"q": "không ai viết thế này"}))


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
    do(desk, "answer", comment, badge="unit", name="Phòng Giáo dục", body="Cảm ơn bạn, chúng tôi sẽ xem.")
    answered = comment.replies.get()
    assert (answered.badge, answered.state, answered.name) == ("unit", State.PUBLISHED, "Phòng Giáo dục")


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


def test_new_ones_are_counted_while_a_list_is_open(desk: Client) -> None:
    newest = send().pk
    later = send(body="Một ý kiến khác hẳn, gửi sau.")
    found = desk.get(url("counts"), {"hang": "new", "sau": str(newest)}).json()
    assert (found["queues"]["new"], found["fresh"], found["label"]) == (2, 1, "1 ý kiến mới")
    assert later.current_body not in str(found)
    for wrong in ("", "x", "-1", "9" * 30):
        assert desk.get(url("counts"), {"hang": "new", "sau": wrong}).json()["fresh"] == 0


@pytest.mark.parametrize("query", ["?p=999", "?p=x", "?so=100", "?vua=x", f"?vua={'9' * 30}", "?q=%00x", "?hang=khong"])
def test_odd_addresses_are_answered(desk: Client, query: str) -> None:
    comment = send()
    assert desk.get(url("queue", "all") + query).status_code in (200, 400)
    assert desk.get(url("one", comment.pk) + query).status_code in (200, 400)
    assert desk.get(url("one", 10**9)).status_code == 404
    assert desk.get("/quan-tri/y-kien/hang/khong-co/").status_code == 404
