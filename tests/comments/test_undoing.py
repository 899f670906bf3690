"""What an undone decision leaves: nothing. Words, reports, queues, letters and counts are as they were before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from news.comments import chain, outcomes, queues
from news.comments.appeals import decide_appeal
from news.comments.editing import propose
from news.comments.models import Appeal, Comment, Reason, Report, State, WordRule
from news.comments.office import MOST_CHOSEN, answer, choose
from news.comments.reports import ENOUGH, report
from news.comments.states import GRACE, decide
from news.comments.undoing import undo
from news.comments.writer import appeal, rewrite
from portal.mail.models import Letter
from tests.comments.desk import do, text_of, url
from tests.comments.factories import MAIL, NAME, lead, moderator, past, publish, send
from tests.comments.test_receipt import link
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db
READERS = "Toi rat quy chi Huong, chi day chu cho ba con 30 nam roi, ko ai bang"
SHOWN = READERS.replace("ko", "không")
LATER = "Toi rat quy chi Huong, chi day 30 nam"
RUDE = "khốn nạn"


def edited(person: Any) -> Comment:
    """Return a comment published with a small edit, a large one proposed since by somebody else."""
    comment = send(body=READERS)
    propose(comment, actor=person, body=SHOWN, reason=Reason.SPELLING)
    decide(comment, State.PUBLISHED_EDITED, actor=person, reason=Reason.SPELLING)
    past(comment)
    propose(comment, actor=moderator("cong-tac-vien"), body=LATER, reason=Reason.OFF_TOPIC)
    return comment


def reported(comment: Comment, first: int = 0) -> Comment:
    """Have enough networks report a comment."""
    for number in range(first, first + ENOUGH):
        report(comment, net_hash=f"{number:064}", why=Report.Why.INSULT)
    comment.refresh_from_db()
    return comment


def is_reported(comment: Comment, person: Any) -> bool:
    return comment in queues.queue(queues.REPORTED, person)


class TestWords:
    """What was shown is what comes back, and what the log names."""

    def test_an_edit_nobody_published_does_not_come_with_undoing(self, person: Any) -> None:
        comment = edited(person)
        hiding = decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        assert (hiding.revision_n, comment.current_body) == (2, SHOWN)
        undone = undo(comment, actor=person)
        assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, SHOWN)
        assert undone.revision_n == 2
        assert chain.verify() == []

    def test_an_edit_published_over_another_is_taken_back(self, person: Any) -> None:
        comment = edited(person)
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)
        assert comment.current_body == LATER
        undo(comment, actor=comment.decisions.last().actor)
        assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, SHOWN)

    def test_a_large_edit_that_was_agreed_to_comes_back_without_asking_again(self, person: Any) -> None:
        comment = send(body=READERS)
        propose(comment, actor=person, body=LATER, reason=Reason.OFF_TOPIC)
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)
        undo(comment, actor=person)
        assert (comment.state, comment.current_body) == (State.PUBLISHED_EDITED, LATER)

    def test_what_was_seen_is_seen_again_at_once(self, person: Any) -> None:
        comment = publish(send(), person)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        undo(comment, actor=person)
        assert list(Comment.objects.public()) == [comment]

    def test_what_readers_have_not_seen_waits_its_ten_seconds(self, person: Any) -> None:
        comment = publish(send(), person, seen=False)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        undo(comment, actor=person)
        assert not Comment.objects.public().exists()


class TestReports:
    """Reports that a mistake settled."""

    def test_undoing_brings_reports_and_the_queue_back(self, person: Any) -> None:
        comment = reported(publish(send(), person))
        since = comment.reported_at
        for _turn in range(2):
            decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
            assert not is_reported(comment, person)
            undo(comment, actor=person)
            assert is_reported(comment, person)
            assert comment.reports.filter(settled=False).count() == ENOUGH
        assert abs(comment.reported_at - since) < timedelta(seconds=1)

    def test_what_was_settled_before_stays_settled(self, person: Any) -> None:
        comment = reported(publish(send(), person))
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        report(comment, net_hash="f" * 64, why=Report.Why.UNTRUE)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.UNVERIFIED)
        undo(comment, actor=person)
        assert [one.why for one in comment.reports.filter(settled=False)] == [Report.Why.UNTRUE]
        assert not is_reported(comment, person)


class TestLetters:
    """What the writer hears of decisions that were taken back, or changed nothing for him."""

    @pytest.fixture
    def told(self, monkeypatch: Any) -> Callable[[], list[str]]:
        """Return a way to let ten seconds go by and read the states and reasons told in letters since."""
        said: list[str] = []

        def keep(_template: str, _to: str, context: dict[str, Any], **named: Any) -> bool:
            said.append(f"{context['comment'].get_state_display()}: {context['decision'].get_reason_code_display()}")
            Letter.objects.create(
                key=named["key"], template=_template, sealed="", state=Letter.State.SENT, next_try_at=timezone.now()
            )
            return True

        monkeypatch.setattr(outcomes, "send", keep)

        def read() -> list[str]:
            for comment in Comment.objects.filter(outcome_due__isnull=False):
                Comment.objects.filter(pk=comment.pk).update(outcome_due=comment.outcome_due - 2 * GRACE)
            before = len(said)
            outcomes.tell_due()
            return said[before:]

        return read

    def test_taking_down_and_undoing_is_no_news(self, person: Any, told: Any) -> None:
        comment = publish(send(email=MAIL), person)
        assert told() == ["Đã đăng: Phù hợp để đăng"]
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        undo(comment, actor=person)
        assert told() == []

    def test_a_letter_that_had_not_left_is_not_lost(self, person: Any, told: Any) -> None:
        comment = publish(send(email=MAIL), person)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        undo(comment, actor=person)
        assert told() == ["Đã đăng: Phù hợp để đăng"]
        assert told() == []

    def test_looking_again_after_reports_is_no_news(self, person: Any, told: Any) -> None:
        comment = reported(publish(send(email=MAIL), person))
        assert len(told()) == 1
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert told() == []
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        undo(comment, actor=person)
        assert told() == []

    def test_looking_again_keeps_no_letter_back(self, person: Any, told: Any) -> None:
        comment = publish(send(email=MAIL), person)
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert len(told()) == 1

    def test_a_new_edit_is_news(self, person: Any, told: Any) -> None:
        comment = edited(person)
        Comment.objects.filter(pk=comment.pk).update(email_sealed=send(email=MAIL).email_sealed)
        told()
        decide(comment, State.PUBLISHED_EDITED, actor=lead(), reason=Reason.OFF_TOPIC)
        assert told() == ["Đã đăng, có biên tập: Lạc đề"]

    def test_a_decision_after_an_undone_one_is_told(self, person: Any, told: Any) -> None:
        comment = send(email=MAIL)
        decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
        undo(comment, actor=person)
        assert told() == []
        publish(comment, person)
        assert told() == ["Đã đăng: Phù hợp để đăng"]


def test_an_appeal_granted_by_mistake_waits_again(person: Any) -> None:
    comment, other = send(), lead()
    decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    asked = appeal(comment, "Tôi viết đúng về bài.")
    decide_appeal(asked, actor=other, granted=True, answer="Chúng tôi đã đăng.")
    comment.refresh_from_db()
    undo(comment, actor=other)
    asked.refresh_from_db()
    assert (comment.state, asked.state, asked.answer) == (State.REJECTED, Appeal.State.OPEN, "")
    assert list(queues.queue(queues.APPEALS, other)) == [comment]


def test_what_was_undone_is_nothing_to_appeal_against(person: Any) -> None:
    comment, other = send(), lead()
    rejected = decide(comment, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC)
    decide(comment, State.PUBLISHED, actor=other, reason=Reason.FIT)
    undo(comment, actor=other)
    assert appeal(comment, "Tôi viết đúng về bài.").decision == rejected


class TestRules:
    """A rule is wrong once for each text it hit, and only when that is published word for word."""

    @pytest.fixture
    def rule(self) -> Callable[[], tuple[int, int]]:
        def counts() -> tuple[int, int]:
            row = WordRule.objects.get(text=RUDE)
            return row.hits, row.false_hits

        WordRule.objects.get_or_create(text=RUDE)
        return counts

    def test_publishing_undoing_and_publishing_again_counts_once(self, person: Any, rule: Any) -> None:
        comment = send(body=f"Bọn nó gọi chị là đồ {RUDE}, tôi thương chị.")
        publish(comment, person)
        assert rule() == (1, 1)
        undo(comment, actor=person)
        assert rule() == (1, 0)
        publish(comment, person)
        assert rule() == (1, 1)

    def test_taking_down_and_publishing_again_counts_once(self, person: Any, rule: Any) -> None:
        comment = publish(send(body=f"Bọn nó gọi chị là đồ {RUDE}, tôi thương chị."), person)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
        assert rule() == (1, 1)
        undo(comment, actor=person)
        assert rule() == (1, 1), "the first publication stands"

    def test_an_answer_of_the_office_says_nothing_of_a_rule(self, person: Any, rule: Any) -> None:
        comment = publish(send(), person)
        answer(
            page=comment.page,
            parent=comment,
            actor=person,
            badge="editors",
            name="Ban biên tập",
            body=f"Xin đừng gọi ai là đồ {RUDE}.",
        )
        assert rule() == (0, 0)

    def test_a_text_written_anew_is_a_text_that_was_hit(self, person: Any, rule: Any) -> None:
        comment = send()
        decide(comment, State.RETURNED, actor=person, reason=Reason.UNVERIFIED, note_public="Xin nói rõ.")
        rewrite(comment, name=NAME, body=f"Bọn nó gọi chị là đồ {RUDE}, tôi thương chị.")
        assert rule() == (1, 0)
        publish(comment, person)
        assert rule() == (1, 1)


class TestChoosing:
    """Choosing is a decision: whose, when, and it can be taken back."""

    def test_it_is_logged_once_with_who_did_it(self, person: Any) -> None:
        comment, other = publish(send(), person), lead()
        for chosen in (True, True, False, False):
            choose(comment, chosen=chosen, actor=other)
        steps = list(comment.decisions.all())[2:]
        assert [(step.reason_code, step.actor, step.from_state, step.to_state) for step in steps] == [
            (reason, other, State.PUBLISHED, State.PUBLISHED) for reason in (Reason.CHOSEN, Reason.UNCHOSEN)
        ]
        assert chain.verify() == []

    def test_it_stands_in_the_history_at_the_desk(self, desk: Client, person: Any) -> None:
        comment = publish(send(), person)
        do(desk, "choose", comment, chosen="on")
        assert "Chọn đứng đầu bài" in text_of(desk.get(url("one", comment.pk))).split("Lịch sử")[1]

    def test_it_tells_the_writer_nothing_and_settles_no_report(self, client: Client, person: Any) -> None:
        comment = reported(publish(send(email=MAIL), person))
        due, decided = comment.outcome_due, comment.decided
        choose(comment, chosen=True, actor=person)
        assert (comment.outcome_due, comment.decided) == (due, decided)
        assert is_reported(comment, person)
        assert outcomes.tell_due() == 0
        assert "Chọn đứng đầu bài" not in text_of(client.get(link(comment)))

    def test_an_edit_can_be_appealed_against_after_it(self, person: Any) -> None:
        comment = edited(person)
        choose(comment, chosen=True, actor=person)
        assert appeal(comment, "Xin đăng nguyên văn.").decision.reason_code == Reason.SPELLING

    def test_undoing_takes_it_back_and_nothing_else(self, person: Any) -> None:
        comment = edited(person)
        choose(comment, chosen=True, actor=person)
        undo(comment, actor=person)
        assert (comment.chosen, comment.state, comment.current_body) == (False, State.PUBLISHED_EDITED, SHOWN)

    def test_a_chosen_comment_taken_down_by_mistake_is_chosen_again(self, person: Any) -> None:
        comment = reported(publish(send(), person))
        choose(comment, chosen=True, actor=person)
        decide(comment, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        assert not comment.chosen
        undo(comment, actor=person)
        assert comment.chosen
        assert is_reported(comment, person)

    def test_not_where_three_others_were_chosen_meanwhile(self, person: Any) -> None:
        page = make_bulletin()
        comments = [publish(send(page, body=f"Ý kiến thứ {number}."), person) for number in range(MOST_CHOSEN + 1)]
        for comment in comments[:-1]:
            choose(comment, chosen=True, actor=person)
        decide(comments[0], State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
        choose(comments[-1], chosen=True, actor=person)
        undo(comments[0], actor=person)
        assert Comment.objects.filter(chosen=True).count() == MOST_CHOSEN
