"""What the writer sees and does by the private link, and readers' reports."""

from __future__ import annotations

import html
import json
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.comments import queues
from news.comments.appeals import decide_appeal
from news.comments.bulk import decide_many
from news.comments.editing import propose
from news.comments.models import Appeal, Comment, Reason, Report, State
from news.comments.office import hold_network
from news.comments.outcomes import tell_due
from news.comments.reports import ENOUGH, report
from news.comments.states import NotAllowed, decide
from news.comments.undoing import undo
from news.comments.writer import APPEAL_WITHIN, appeal, erase, withdraw
from portal.intake.forgetting import forget_all
from portal.intake.forms import fresh_guard
from portal.intake.receipts import token_for
from tests.comments.factories import BODY, NAME, lead, moderator, publish, send
from tests.factories import make_bulletin
from tests.intake.hostile import NAUGHTY, OTHERS

pytestmark = pytest.mark.django_db
MAIL = "ban-doc@vi-du.vn"


def link(comment: Comment) -> str:
    return reverse("comment_receipt", args=[token_for(comment.submit_key)])


def do(client: Client, comment: Comment, what: str, **fields: str) -> Any:
    response = client.post(link(comment), {"viec": what, **fields}, follow=True)
    comment.refresh_from_db()
    return response


def text_of(response: Any) -> str:
    return html.unescape(response.content.decode())


def test_the_receipt_is_private_and_tells_the_state(client: Client) -> None:
    comment = send()
    response = client.get(link(comment))
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"
    assert "noindex" in response["X-Robots-Tag"]
    assert comment.reference in text_of(response)
    for wrong in ("khong-co", "x" * 5000, "%ED%A0%80", "..%2F"):
        assert client.get(f"/y-kien/nhan/{wrong}/").status_code in (400, 404)


def test_the_edited_text_stands_beside_the_original_with_the_reason(client: Client) -> None:
    comment, person = send(body="Bai viet rat hay, chuc chi Huong khoe."), moderator()
    propose(comment, actor=person, body="Bài viết rất hay, chúc chị Hường khỏe.", reason=Reason.SPELLING)
    decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING, note_public="Chúng tôi thêm dấu.")
    text = text_of(client.get(link(comment)))
    for part in ("Bai viet rat hay", "<ins>Bài</ins>", "<del>Bai</del>", "Chính tả, dấu", "Chúng tôi thêm dấu."):
        assert part in text


def test_the_writer_withdraws_and_nobody_brings_it_back(client: Client) -> None:
    comment = publish(send(), moderator())
    assert "đã rút" in text_of(do(client, comment, "rut"))
    assert comment.state == State.WITHDRAWN
    with pytest.raises(NotAllowed):
        decide(comment, State.PUBLISHED, actor=lead(), reason=Reason.FIT)
    assert do(client, comment, "rut").status_code == 409


def test_erasing_leaves_no_word_and_keeps_the_log(client: Client) -> None:
    page, person = make_bulletin(), moderator()
    comment = publish(send(page, email=MAIL), person)
    reply = publish(send(page, body="Tôi đồng ý với bác.", parent=comment), person)
    do(client, comment, "xoa")
    assert (comment.state, comment.name, comment.current_body, comment.email_sealed) == (State.ERASED, "", "", "")
    assert not comment.revisions.exclude(body="", name="", salt="").exists()
    assert comment.decisions.count() == 3
    assert comment.tombstone
    assert set(Comment.objects.public()) == {comment, reply}
    text = text_of(client.get(page.url))
    assert "đã được xóa theo yêu cầu" in text
    assert BODY not in text
    assert "Tôi đồng ý với bác." in text
    assert NAME not in text_of(client.get(link(comment)))
    with pytest.raises(NotAllowed):
        erase(comment)


def test_an_erased_comment_without_answers_leaves_nothing(client: Client) -> None:
    comment = publish(send(), moderator())
    erase(comment)
    assert not Comment.objects.public().exists()


def test_the_writer_says_yes_or_no_to_an_edit(client: Client) -> None:
    comment, person = send(body="Bai viet rat hay, chuc chi Huong khoe."), moderator()
    assert do(client, comment, "dong-y").status_code == 409
    propose(comment, actor=person, body="Bài viết rất hay.", reason=Reason.SPELLING)
    do(client, comment, "nguyen-van", ban="2")
    assert comment.author_agreed is False
    do(client, comment, "dong-y", ban="2")
    assert comment.author_agreed is True


def test_a_no_to_a_published_edit_brings_it_before_a_moderator(client: Client) -> None:
    comment, person = send(body="Bai viet rat hay, chuc chi Huong khoe."), moderator()
    propose(comment, actor=person, body="Bài viết rất hay, chúc chị Hường khoẻ.", reason=Reason.SPELLING)
    decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING)
    assert comment not in queues.queue(queues.FLAGGED, person)
    do(client, comment, "nguyen-van", ban="2")
    assert comment in queues.queue(queues.FLAGGED, person)


def test_a_returned_comment_is_written_anew_and_held(client: Client) -> None:
    comment, person = send(), moderator()
    assert do(client, comment, "viet-lai", name=NAME, body="Viết lại cho rõ.").status_code == 409
    decide(comment, State.RETURNED, actor=person, reason=Reason.UNVERIFIED, note_public="Xin nói rõ.")
    assert do(client, comment, "viet-lai", name=NAME, body="").status_code == 422
    do(client, comment, "viet-lai", name=NAME, body="Viết lại cho rõ: ở xã Đồng Hỷ.", ban="1")
    assert (comment.state, comment.current_body) == (State.HELD, "Viết lại cho rõ: ở xã Đồng Hỷ.")
    assert comment.revisions.count() == 2


def test_one_appeal_for_a_decision_decided_by_somebody_else(client: Client, monkeypatch: Any) -> None:
    comment, person = send(), moderator()
    assert do(client, comment, "khieu-nai", text="Tôi không đồng ý.").status_code == 409
    decision = decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    assert do(client, comment, "khieu-nai", text="").status_code == 422
    do(client, comment, "khieu-nai", text="Ý kiến của tôi đúng chủ đề.", **{"quyet-dinh": str(decision.n)})
    with pytest.raises(NotAllowed):
        appeal(comment, "Một lần nữa.")
    asked = Appeal.objects.get()
    assert list(queues.queue(queues.APPEALS, person)) == [comment]
    with pytest.raises(NotAllowed, match="người khác"):
        decide_appeal(asked, actor=person, granted=True, answer="Đồng ý.")
    other = lead()
    with pytest.raises(NotAllowed, match="câu trả lời"):
        decide_appeal(asked, actor=other, granted=True, answer=" ")
    decide_appeal(asked, actor=other, granted=True, answer="Bạn nói đúng.")
    comment.refresh_from_db()
    assert (comment.state, asked.state) == (State.PUBLISHED, Appeal.State.GRANTED)
    with pytest.raises(NotAllowed, match="đã được giải quyết"):
        decide_appeal(asked, actor=other, granted=False, answer="Thôi.")
    assert "Bạn nói đúng." in text_of(client.get(link(comment)))


def test_an_appeal_has_its_time(monkeypatch: Any) -> None:
    comment = send()
    decide(comment, State.REJECTED, actor=moderator(), reason=Reason.OFF_TOPIC)
    later = timezone.now() + APPEAL_WITHIN + timedelta(minutes=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(NotAllowed):
        appeal(comment, "Muộn rồi nhưng tôi vẫn nói.")


def test_the_writer_takes_his_data_away(client: Client) -> None:
    comment = send(email=MAIL)
    response = client.get(reverse("comment_export", args=[token_for(comment.submit_key)]))
    data = json.loads(response.content)
    assert (data["email"], data["wordings"][0]["text"]) == (MAIL, BODY)
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]
    assert comment.net_hash not in response.content.decode()


def test_his_appeals_and_their_answers_are_in_it(client: Client) -> None:
    comment, person, other = send(), moderator(), lead()
    decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    decide_appeal(appeal(comment, "Tôi viết đúng về bài."), actor=other, granted=False, answer="Bài nói về việc khác.")
    comment.refresh_from_db()
    decide(comment, State.SPAM, actor=person, reason=Reason.ADVERT)
    appeal(comment, "Tôi không quảng cáo gì.")
    address = reverse("comment_export", args=[token_for(comment.submit_key)])
    first, second = json.loads(client.get(address).content)["appeals"]
    assert (first["text"], first["answer"], first["state"]) == (
        "Tôi viết đúng về bài.",
        "Bài nói về việc khác.",
        Appeal.State.REFUSED,
    )
    assert first["answered"] > first["sent"]
    assert (second["text"], second["answer"], second["answered"]) == ("Tôi không quảng cáo gì.", "", None)
    assert str(other) not in client.get(address).content.decode()
    erase(comment)
    assert [one["text"] for one in json.loads(client.get(address).content)["appeals"]] == ["", ""]


def test_naughty_strings_through_the_receipt(client: Client) -> None:
    comment, person = send(), moderator()
    decide(comment, State.RETURNED, actor=person, reason=Reason.UNVERIFIED)
    for raw in [*NAUGHTY[::20], *OTHERS]:
        for data in ({"viec": raw}, {"viec": "khieu-nai", "text": raw}, {"viec": "viet-lai", "name": raw, "body": raw}):
            assert client.post(link(comment), data).status_code in (200, 302, 400, 409, 422), ascii(raw[:40])


class TestTelling:
    """Mail about the outcome."""

    def due(self, comment: Comment) -> None:
        Comment.objects.filter(pk=comment.pk).update(outcome_due=timezone.now())

    def test_the_outcome_is_mailed_once_after_the_time_for_undoing(
        self, django_capture_on_commit_callbacks: Any
    ) -> None:
        comment = send(email=MAIL)
        assert MAIL not in comment.email_sealed
        decide(comment, State.REJECTED, actor=moderator(), reason=Reason.OFF_TOPIC, note_public="Xin góp ý đúng bài.")
        assert tell_due() == 0
        self.due(comment)
        with django_capture_on_commit_callbacks(execute=True):
            call_command("tell_outcomes")
            call_command("tell_outcomes")
        assert [letter.to for letter in mail.outbox] == [[MAIL]]
        text = mail.outbox[0].body
        assert "Không đăng" in text
        assert "Xin góp ý đúng bài." in text
        assert link(comment) in text

    def test_what_was_undone_is_not_told(self) -> None:
        comment, person = send(email=MAIL), moderator()
        decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
        undo(comment, actor=person)
        assert comment.outcome_due is None

    def test_spam_is_not_answered_and_who_left_no_address_neither(self) -> None:
        person = moderator()
        spam, silent = send(email=MAIL), send(body="Không để lại địa chỉ.")
        decide(spam, State.SPAM, actor=person, reason=Reason.ADVERT)
        decide(silent, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert (spam.outcome_due, silent.outcome_due) == (None, None)


def test_addresses_and_networks_are_forgotten_after_thirty_days() -> None:
    comment, waiting = send(email=MAIL), send(body="Còn đang chờ.", email=MAIL)
    decide(comment, State.REJECTED, actor=moderator(), reason=Reason.OFF_TOPIC)
    Comment.objects.update(created=timezone.now() - timedelta(days=31))
    Comment.objects.filter(pk=comment.pk).update(decided=timezone.now() - timedelta(days=31))
    forget_all()
    comment.refresh_from_db()
    waiting.refresh_from_db()
    assert (comment.email_sealed, comment.net_hash, waiting.net_hash) == ("", None, None)
    assert waiting.email_sealed


class TestReporting:
    """Readers report; people decide."""

    def test_three_networks_bring_it_back_and_it_stays_public(self) -> None:
        comment, person = publish(send(), moderator()), lead()
        for number in range(ENOUGH):
            assert not queues.queue(queues.REPORTED, person).exists()
            assert report(comment, net_hash=f"{number:064}", why=Report.Why.INSULT)
            assert not report(comment, net_hash=f"{number:064}", why=Report.Why.UNTRUE)
        assert list(queues.queue(queues.REPORTED, person)) == [comment]
        assert Comment.objects.public().exists()
        comment.refresh_from_db()
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert not queues.queue(queues.REPORTED, person).exists()
        assert Comment.objects.public().exists()

    def test_the_form_takes_a_report_without_an_account(self, client: Client) -> None:
        comment = publish(send(), moderator())
        address = reverse("comment_report", args=[comment.public_id])
        guard = fresh_guard(int(timezone.now().timestamp()) - 60)
        assert client.get(address).status_code == 200
        assert client.post(address, {**guard, "why": "khong-co"}).status_code == 422
        assert "Cảm ơn bạn" in text_of(client.post(address, {**guard, "why": "untrue", "note": "Sai năm."}))
        assert Report.objects.get().note == "Sai năm."

    def test_what_is_not_public_cannot_be_reported(self, client: Client) -> None:
        comment = send()
        assert client.get(reverse("comment_report", args=[comment.public_id])).status_code == 404
        assert not report(comment, net_hash="a" * 64, why=Report.Why.OTHER)


class TestQueues:
    """What the desk asks for."""

    def test_each_comment_stands_where_it_belongs_and_the_urgent_first(self) -> None:
        page, person = make_bulletin(), moderator()
        plain, flagged = send(page), send(page, body="Xem https://vi-du.vn nhé bà con.")
        late = send(page, body="Ý kiến thứ ba của tôi hôm nay.")
        last = send(page, body="Ý kiến thứ tư của tôi hôm nay.")
        assert list(queues.queue(queues.NEW, person)) == [plain, late, last]
        assert list(queues.queue(queues.FLAGGED, person)) == [flagged]
        assert queues.counts(person) == {"new": 3, "flagged": 1, "reported": 0, "appeals": 0, "mine": 0}
        assert queues.next_after(queues.NEW, person, plain) == late
        waiting = queues.waiting()
        assert (waiting.held, waiting.oldest, waiting.within_two_days) == (4, plain.created, 1.0)

    def test_a_list_costs_the_same_for_many(self, django_assert_max_num_queries: Any) -> None:
        page, person = make_bulletin(), moderator()
        for number in range(8):
            send(page, body=f"Ý kiến thứ {number}.", net_hash=f"{number:064}")
        with django_assert_max_num_queries(1):
            for comment in queues.queue(queues.NEW, person):
                str((comment.page.title, comment.parent, comment.proposed, comment.page.section, comment.claimed_by))

    def test_many_at_once_each_with_its_result(self) -> None:
        page, person = make_bulletin(), moderator()
        comments = [send(page, body=f"Ý kiến thứ {number}.") for number in range(3)]
        withdraw(comments[1])
        results = decide_many([(one.pk, 1) for one in comments], State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
        assert [bool(result.problem) for result in results] == [False, True, False]
        with pytest.raises(NotAllowed, match="tối đa 100"):
            decide_many([(1, 1)] * 101, State.SPAM, actor=person, reason=Reason.ADVERT)

    def test_a_network_is_held_for_a_week_at_most_with_a_reason(self) -> None:
        comment, person = send(), lead()
        with pytest.raises(NotAllowed):
            hold_network(comment, actor=person, reason=" ")
        held = hold_network(comment, actor=person, reason="Quảng cáo", lasts=timedelta(days=400))
        assert held.until <= timezone.now() + timedelta(days=7)
        assert send(comment.page, body="Lại là tôi đây.").flags == ["sanction"]
