"""What tests of comments share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test import Client

from news.comments import append_only
from news.comments.models import Appeal, ChainHead, Comment, CommentRevision, Decision, Report
from tests.comments.factories import lead, moderator


@pytest.fixture
def emptied_log(_django_db_helper: Any) -> Iterator[None]:
    """For tests with real transactions: the log refuses to be emptied, as it should, also when the database is."""
    yield
    append_only.remove(connection)
    Comment.objects.update(proposed=None, parent=None, root=None, depth=1)
    for model in (Appeal, Report, Decision, CommentRevision, Comment, ChainHead):
        model.objects.all().delete()
    append_only.install(connection)


@pytest.fixture
def person(db: None) -> Any:
    """Return a moderator."""
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


@pytest.fixture
def deliver(django_capture_on_commit_callbacks: Any) -> Callable[..., list[Any]]:
    """Return a way to let the letters that are due be written and sent, in one round or more."""

    def rounds(times: int = 1) -> list[Any]:
        before = len(mail.outbox)
        for _ in range(times):
            with django_capture_on_commit_callbacks(execute=True):
                call_command("tell_outcomes")
        return mail.outbox[before:]

    return rounds
