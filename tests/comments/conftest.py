"""What tests of comments share."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
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
