"""Steps, who may take them, what they change at once, and taking one back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from news.comments.claims import LASTS, claim, release
from news.comments.models import PUBLIC, Comment, Decision, Reason, State, Thread
from news.comments.states import GRACE, STEPS, Conflict, NotAllowed, decide
from news.comments.undoing import undo
from tests.comments.factories import BODY, lead, moderator, past, publish, send
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> Any:
    return moderator()


def test_a_comment_is_held_from_its_first_insert(django_capture_on_commit_callbacks: Any) -> None:
    comment = send()
    assert (comment.state, comment.version, comment.public_from) == (State.HELD, 1, None)
    assert Comment._meta.get_field("state").default == State.HELD
    assert not Comment.objects.public().exists()
    assert [step.to_state for step in comment.decisions.all()] == [State.HELD]


def test_publishing_is_logged_and_counted(person: Any) -> None:
    comment = publish(send(), person)
    step = comment.decisions.last()
    assert (step.from_state, step.to_state, step.actor, step.actor_name, step.reason_code) == (
        State.HELD,
        State.PUBLISHED,
        person,
        "Lê An",
        Reason.FIT,
    )
    counted = Thread.objects.get(page=comment.page)
    assert (counted.received, counted.published) == (1, 1)
    assert list(Comment.objects.public()) == [comment]


@pytest.mark.parametrize("before", list(State))
def test_only_the_steps_of_the_table_can_be_taken(before: str, person: Any) -> None:
    for after in State:
        if after in STEPS[before] and after != State.PUBLISHED_EDITED:
            continue
        comment = send()
        Comment.objects.filter(pk=comment.pk).update(state=before, public_from=timezone.now())
        with pytest.raises(NotAllowed):
            decide(comment, after, actor=person, reason=Reason.FIT)
        assert Comment.objects.get(pk=comment.pk).state == before


def test_nobody_overwrites_what_another_decided(person: Any) -> None:
    comment = send()
    looked_at = comment.version
    decide(Comment.objects.get(pk=comment.pk), State.SPAM, actor=lead(), reason=Reason.ADVERT)
    with pytest.raises(Conflict, match="vừa xử lý") as refusal:
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT, version=looked_at)
    assert refusal.value.comment.state == State.SPAM


def test_other_needs_words(person: Any) -> None:
    with pytest.raises(NotAllowed, match="Khác"):
        decide(send(), State.REJECTED, actor=person, reason=Reason.OTHER)


def test_the_author_of_the_article_does_not_decide_about_its_comments(person: Any) -> None:
    comment = send(make_bulletin(owner=person))
    with pytest.raises(NotAllowed, match="chính bạn"):
        decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT)
    decide(comment, State.PUBLISHED, actor=lead(), reason=Reason.FIT)


def test_readers_see_a_comment_after_the_time_for_undoing(person: Any) -> None:
    comment = publish(send(), person, seen=False)
    assert not Comment.objects.public().exists()
    past(comment)
    assert Comment.objects.public().exists()


def test_one_takes_back_ones_own_decision_and_that_is_logged(person: Any) -> None:
    comment = publish(send(), person, seen=False)
    undo(comment, actor=person)
    assert (comment.state, comment.decisions.last().reason_code) == (State.HELD, Reason.UNDONE)
    assert Thread.objects.get(page=comment.page).published == 0
    with pytest.raises(NotAllowed):
        undo(comment, actor=person)


def test_nobody_takes_back_anothers_decision_or_one_of_long_ago(person: Any, monkeypatch: Any) -> None:
    comment = publish(send(), person)
    with pytest.raises(NotAllowed, match="của bạn"):
        undo(comment, actor=lead())
    later = timezone.now() + 2 * GRACE
    monkeypatch.setattr(timezone, "now", lambda: later)
    with pytest.raises(NotAllowed, match="10 giây"):
        undo(comment, actor=person)


def test_a_claim_keeps_others_away_and_ends_by_itself(person: Any, monkeypatch: Any) -> None:
    comment, other = send(), lead()
    claim(comment, person)
    with pytest.raises(NotAllowed, match="đang xem"):
        claim(comment, other)
    with pytest.raises(NotAllowed, match="đang xem"):
        decide(comment, State.PUBLISHED, actor=other, reason=Reason.FIT)
    later = timezone.now() + LASTS + timedelta(seconds=1)
    monkeypatch.setattr(timezone, "now", lambda: later)
    claim(comment, other)
    release(comment, person)
    decide(comment, State.PUBLISHED, actor=other, reason=Reason.FIT)
    assert (comment.claimed_by, comment.claimed_until) == (None, None)


def test_answers_of_what_is_not_public_are_not_shown(person: Any) -> None:
    page = make_bulletin()
    first = publish(send(page), person)
    second = publish(send(page, body="Đúng vậy, tôi cũng thấy thế.", parent=first), person)
    third = publish(send(page, body="Tôi cũng nghĩ như bác.", parent=second), person)
    assert (third.root, third.depth) == (first, 3)
    assert Comment.objects.public().count() == 3
    decide(second, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    assert list(Comment.objects.public()) == [first]
    decide(second, State.PUBLISHED, actor=person, reason=Reason.FIT)
    past(second)
    decide(first, State.HIDDEN, actor=person, reason=Reason.LANGUAGE)
    assert not Comment.objects.public().exists()


def test_taking_down_forgets_kept_pages(
    person: Any, settings: Any, tmp_path: Path, django_capture_on_commit_callbacks: Any
) -> None:
    settings.CACHE_PURGE_DIR = str(tmp_path)
    comment = send()
    with django_capture_on_commit_callbacks(execute=True):
        publish(comment, person)
    assert not list(tmp_path.glob("[0-9]*"))
    with django_capture_on_commit_callbacks(execute=True):
        decide(comment, State.HIDDEN, actor=person, reason=Reason.UNVERIFIED)
    assert len(list(tmp_path.glob("[0-9]*"))) == 1


def test_a_deleted_page_leaves_its_comments_and_their_log(person: Any) -> None:
    comment = publish(send(), person)
    comment.page.delete()
    comment.refresh_from_db()
    assert (comment.page, comment.current_body) == (None, BODY)
    decide(comment, State.HIDDEN, actor=person, reason=Reason.OFF_TOPIC)


def test_a_deleted_account_leaves_its_decisions(person: Any) -> None:
    comment = publish(send(), person)
    person.delete()
    assert Decision.objects.filter(comment=comment, actor_name="Lê An").exists()
    assert comment.state in PUBLIC
