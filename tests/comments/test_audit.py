"""The log: whole under many hands at once, closed to SQL, and telling when somebody opened it."""

from __future__ import annotations

import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from news.comments import append_only, chain
from news.comments.models import ChainHead, Comment, CommentRevision, Decision, Reason, State, Thread
from news.comments.states import NotAllowed, decide
from news.comments.writer import erase
from tests.comments.factories import lead, moderator, publish, send
from tests.factories import make_bulletin

PEOPLE = 6


def three_decided() -> list[Comment]:
    page, person = make_bulletin(), moderator()
    return [publish(send(page, body=f"Ý kiến thứ {number} của tôi."), person) for number in range(3)]


@pytest.mark.django_db
def test_a_log_nobody_touched_is_whole() -> None:
    comments = three_decided()
    erase(comments[0])
    assert chain.verify() == []
    out = io.StringIO()
    call_command("verify_audit", stdout=out)
    number, last = chain.head()
    assert f"{number}:{last}" in out.getvalue()
    call_command("verify_audit", expect=f"{number}:{last}", stdout=out)
    with pytest.raises(CommandError), suppress(AssertionError):
        call_command("verify_audit", expect=f"{number}:{'0' * 64}", stdout=out, stderr=out)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE comments_decision SET reason_code = 'other'",
        "DELETE FROM comments_decision",
        "UPDATE comments_commentrevision SET body = 'khác'",
        "UPDATE comments_commentrevision SET body = ''",
        "UPDATE comments_commentrevision SET body = '', name = '', salt = '', n = 7",
        "DELETE FROM comments_commentrevision",
    ],
)
def test_the_database_refuses_to_change_the_log(forgery: str) -> None:
    three_decided()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(forgery)


FORGERIES: dict[str, tuple[Callable[[Decision], Any], str]] = {
    "changed": (lambda row: Decision.objects.filter(pk=row.pk).update(actor_name="Ai khác"), "đã bị sửa"),
    "removed": (lambda row: Decision.objects.filter(pk=row.pk).delete(), "đã bị xóa"),
    "last removed": (lambda row: Decision.objects.filter(n__gt=row.n).delete(), "đã bị xóa"),
    "renumbered": (lambda row: Decision.objects.filter(pk=row.pk).update(prev_hash="0" * 64), "không nối"),
    "state": (lambda row: Comment.objects.filter(pk=row.comment_id).update(state=State.SPAM), "không theo quyết định"),
    "words": (lambda row: Comment.objects.filter(pk=row.comment_id).update(current_body="Khác"), "không phải bản nào"),
    "wording": (lambda row: CommentRevision.objects.filter(comment=row.comment_id).update(body="Khác"), "đã bị sửa"),
    "erased": (
        lambda row: CommentRevision.objects.filter(comment=row.comment_id).update(body="", name="", salt=""),
        "đã bị xóa mà không có quyết định",
    ),
    "head": (lambda row: ChainHead.objects.update(hash="0" * 64), "Đầu chuỗi"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("forgery", FORGERIES)
def test_what_sql_changed_is_found_and_named(forgery: str) -> None:
    three_decided()
    change, says = FORGERIES[forgery]
    row = Decision.objects.order_by("n")[3]
    append_only.remove(connection)
    change(row)
    append_only.install(connection)
    found = chain.verify()
    assert any(says in line for line in found), found
    named = str(row.comment_id) if "kiến" in found[0] else str(row.n)
    assert forgery in ("last removed", "head") or any(named in line for line in found)
    with pytest.raises(CommandError, match="không nguyên vẹn"):
        call_command("verify_audit", stderr=io.StringIO())


@pytest.mark.django_db
def test_missing_triggers_are_named() -> None:
    append_only.remove(connection)
    assert len(chain.verify()) == len(append_only.TRIGGERS)
    append_only.install(connection)


def at_once(work: Callable[[Any], Any], things: list[Any]) -> list[Any]:
    """Do the work for each thing, several at the same time, each with a connection of its own."""

    def one(thing: Any) -> Any:
        try:
            return work(thing)
        finally:
            connection.close()

    with ThreadPoolExecutor(PEOPLE) as threads:
        return list(threads.map(one, things))


@pytest.mark.django_db(transaction=True)
def test_many_comments_and_approvals_at_once_make_one_chain(emptied_log: None) -> None:
    page, person = make_bulletin(), moderator()
    sent = at_once(lambda number: send(page, body=f"Ý kiến thứ {number} của tôi."), list(range(24)))
    at_once(lambda comment: decide(comment, State.PUBLISHED, actor=person, reason=Reason.FIT), sent)
    counted = Thread.objects.get(page=page)
    assert (counted.received, counted.published, Decision.objects.count()) == (24, 24, 48)
    assert chain.verify() == []


@pytest.mark.django_db(transaction=True)
def test_the_same_form_sent_twice_at_once_is_one_comment(emptied_log: None) -> None:
    page = make_bulletin()
    keys = [f"{number:032x}" for number in range(10)] * 2
    sent = at_once(lambda key: send(page, submit_key=key).pk, keys)
    assert len(set(sent)) == Comment.objects.count() == Thread.objects.get(page=page).received == 10
    assert chain.verify() == []


@pytest.mark.django_db(transaction=True)
def test_of_two_people_deciding_at_once_one_is_told(emptied_log: None) -> None:
    comment, people = send(), [moderator(), lead()]

    def attempt(person: Any) -> bool:
        own = Comment.objects.get(pk=comment.pk)
        try:
            decide(own, State.REJECTED, actor=person, reason=Reason.OFF_TOPIC, version=1)
        except NotAllowed:
            return False
        return True

    assert sorted(at_once(attempt, people)) == [False, True]
    assert Decision.objects.filter(comment=comment).count() == 2
