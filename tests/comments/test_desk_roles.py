"""Who may do what at the desk: every view, every method, seven kinds of visitor.

"login" is sent to the login page, "refused" to the admin's first page with a message. A view of the desk that is not in
the table fails the test. Forms are sent without any data: 422 is a form that says what is missing.
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from news.comments.desk.viewsets import DeskViewSet
from news.comments.models import Comment, Sanction, ThreadPolicy, WordRule
from portal.desk.roles import ASSISTANT, CURATOR, EDITOR, LEAD_MODERATOR, MODERATOR, PUBLISHER
from tests.comments.factories import send
from tests.factories import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
METHODS = ("get", "post", "put", "delete")
NOBODY = "refused refused refused refused"
LOOK, SEND = "200 405 405 405", "405 422 405 405"
FORM = "200 200 200 405"
"""A form of Wagtail's: Django takes PUT for POST there; without data neither saves anything."""
ALL, BOTH, LEAD = ("assistant", "moderator", "lead"), ("moderator", "lead"), ("lead",)
DESK = {
    **dict.fromkeys(("index", "queue", "counts", "one"), (ALL, LOOK)),
    **dict.fromkeys(("claim", "release", "edit"), (ALL, SEND)),
    **dict.fromkeys(("many", "decide", "undo", "choose", "answer"), (BOTH, SEND)),
    **dict.fromkeys(("appeal", "hold", "erase"), (LEAD, SEND)),
}
SETTINGS = {
    "wordrule": (ALL, LEAD),
    "threadpolicy": (LEAD, LEAD),
    "sanction": (LEAD, LEAD),
}
"""Whose list and whose forms."""


@pytest.fixture
def visitors() -> dict[str, Client]:
    found = {"anonymous": Client(raise_request_exception=False)}
    roles = {
        "editor": EDITOR,
        "publisher": PUBLISHER,
        "curator": CURATOR,
        "assistant": ASSISTANT,
        "moderator": MODERATOR,
        "lead": LEAD_MODERATOR,
    }
    for name, role in roles.items():
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(make_user(role.name, name))
    return found


def outcome(response: Any) -> str:
    if response.status_code != 302:
        return str(response.status_code)
    login, home = reverse("wagtailadmin_login"), reverse("wagtailadmin_home")
    return "login" if response.url.startswith(login) else "refused" if response.url == home else "302"


def ask(client: Client, url: str) -> str:
    """Ask with each method and undo what that did."""
    codes = []
    for method in METHODS:
        point = transaction.savepoint()
        codes.append(outcome(getattr(client, method)(url)))
        transaction.savepoint_rollback(point)
    return " ".join(codes)


def expected(visitor: str, allowed: tuple[str, ...], answer: str) -> str:
    if visitor == "anonymous":
        return "login login login login"
    return answer if visitor in allowed else NOBODY


def test_every_view_of_the_desk_is_in_the_table() -> None:
    assert {pattern.name for pattern in DeskViewSet().get_urlpatterns()} == set(DESK)


@pytest.mark.parametrize("view", list(DESK))
def test_the_desk_lets_in_whom_the_table_says(visitors: dict[str, Client], view: str) -> None:
    comment = send()
    args = {"queue": ["new"], "index": [], "counts": [], "many": []}.get(view, [comment.pk])
    address = reverse(f"comments_desk:{view}", args=args)
    allowed, answer = DESK[view]
    got = {visitor: ask(client, address) for visitor, client in visitors.items()}
    assert got == {visitor: expected(visitor, allowed, answer) for visitor in visitors}
    comment.refresh_from_db()
    assert comment.version == 1


@pytest.mark.parametrize("model", list(SETTINGS))
def test_settings_are_the_leads(visitors: dict[str, Client], model: str) -> None:
    made = {
        "wordrule": lambda: WordRule.objects.create(text="từ thử nghiệm"),
        "threadpolicy": lambda: ThreadPolicy.objects.create(page=send().page),
        "sanction": lambda: Sanction.objects.create(net_hash="a" * 64, until=timezone.now(), reason="x"),
    }[model]()
    lists, fills = SETTINGS[model]
    name = f"wagtailsnippets_comments_{model}"
    for visitor, client in visitors.items():
        assert ask(client, reverse(f"{name}:list")) == expected(visitor, lists, LOOK)
        assert ask(client, reverse(f"{name}:edit", args=[made.pk])) == expected(visitor, fills, FORM)
        adds = () if model == "sanction" else fills
        assert ask(client, reverse(f"{name}:add")) == expected(visitor, adds, FORM)


def test_the_menu_says_how_many_wait_to_those_who_handle_them(visitors: dict[str, Client]) -> None:
    send()
    send()
    assert Comment.objects.count() == 2
    home = reverse("wagtailadmin_home")
    for visitor in ("moderator", "lead"):
        text = visitors[visitor].get(home).content.decode()
        assert "\\u00dd ki\\u1ebfn (2)" in text or "Ý kiến (2)" in text
    assert "Ý kiến bạn đọc" not in visitors["curator"].get(home).content.decode()
