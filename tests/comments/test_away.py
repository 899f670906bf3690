"""With the database away, locked or full no word is lost, nothing is half stored, and sent again it counts once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection, connections
from django.test import Client
from django.urls import reverse

from news.comments import chain
from news.comments.models import Comment, CommentRevision, Decision
from tests.comments.factories import BODY, NAME
from tests.comments.test_public import address, filled, open_page
from tests.intake.test_away import given_back
from tests.nominations.factories import DEEDS
from tests.nominations.factories import filled as nominated


@contextmanager
def database_away(folder: Path) -> Iterator[None]:
    """Have the default database be one that cannot be reached: a folder is no file, and no server listens in it."""
    real = connections["default"]
    where = "NAME" if real.vendor == "sqlite" else "HOST"
    connections["default"] = type(real)(real.settings_dict | {where: str(folder)}, "default")
    try:
        yield
    finally:
        connections["default"] = real


@contextmanager
def database_locked() -> Iterator[None]:
    """Have somebody else hold what a writer needs, and nobody wait for it long."""
    other = connection.copy()
    is_file = connection.vendor == "sqlite"
    with connection.cursor() as ours, other.cursor() as theirs:
        ours.execute("PRAGMA busy_timeout = 100" if is_file else "SET lock_timeout = 100")
        theirs.execute("BEGIN IMMEDIATE" if is_file else "BEGIN")
        if not is_file:
            theirs.execute("LOCK TABLE comments_comment, intake_count")
        yield
        theirs.execute("ROLLBACK")
        ours.execute("PRAGMA busy_timeout = 20000" if is_file else "RESET lock_timeout")
    other.close()


@pytest.mark.django_db
def test_every_form_gives_back_its_words_while_the_database_is_away(client: Client, tmp_path: Path) -> None:
    page = open_page()
    with database_away(tmp_path):
        with pytest.raises(OperationalError):
            Comment.objects.count()
        for path, fields, words in (
            (address(page), filled(), BODY),
            ("/gioi-thieu-guong/", nominated(), DEEDS),
            (reverse("comment_receipt", args=["khong-co"]), {"viec": "khieu-nai", "text": BODY}, BODY),
            (reverse("opinion_give", args=["khong-co"]), {"text": BODY, "stance": "agrees"}, BODY),
            ("/tham-do/khong-co/", {"option": "1"}, "1"),
        ):
            shown, sent = client.get(path), client.post(path, fields)
            assert (shown.status_code, sent.status_code) == (503, 503), path
            assert words in given_back(sent).values(), path
            assert not sent.cookies
            assert {name: str(fields[name]) for name in given_back(sent)} == given_back(sent)


@pytest.mark.django_db
def test_what_fails_at_the_last_step_leaves_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    page, data = open_page(), filled()

    def full(*args: Any) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(chain, "append", full)
        response = client.post(address(page), data)
    assert response.status_code == 503
    assert not any(model.objects.exists() for model in (Comment, CommentRevision, Decision))
    assert client.post(address(page), given_back(response)).status_code == 302
    assert Comment.objects.get().name == NAME


@pytest.mark.django_db(transaction=True)
def test_sent_again_after_a_lock_it_is_one_comment(client: Client, emptied_log: None) -> None:
    page, data = open_page(), filled()
    with database_locked():
        response = client.post(address(page), data)
    assert response.status_code == 503
    again = given_back(response)
    assert again == data | {"email": "", "website": ""}
    first, second = client.post(address(page), again), client.post(address(page), again)
    assert (first.status_code, first.url) == (302, second.url)
    assert Comment.objects.get().current_body == BODY
