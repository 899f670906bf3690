"""Who may do what about comments, and that none of them manages users."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group

from portal.desk.roles import ASSISTANT, CURATOR, EDITOR, LEAD_MODERATOR, MODERATOR, PUBLISHER
from tests.comments.factories import lead, moderator
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASSISTING = ("assist_comment", "view_wordrule")
DAILY = (*ASSISTING, "decide_comment", "answer_comment")
LEADING = (
    "approve_large_edit",
    "decide_appeal",
    "erase_comment",
    "change_wordrule",
    "add_sanction",
    "add_threadpolicy",
)


def test_moderators_decide_and_leads_do_the_rest_too() -> None:
    person, leader = moderator(), lead()
    assert all(leader.has_perm(f"comments.{name}") for name in (*DAILY, *LEADING))
    assert [name for name in (*DAILY, *LEADING) if person.has_perm(f"comments.{name}")] == list(DAILY)


def test_assistants_look_take_and_propose_and_decide_nothing() -> None:
    person = make_user(ASSISTANT.name)
    assert [name for name in (*DAILY, *LEADING) if person.has_perm(f"comments.{name}")] == list(ASSISTING)


@pytest.mark.parametrize("role", [EDITOR, PUBLISHER, CURATOR], ids=lambda role: role.name)
def test_others_decide_nothing_about_comments(role) -> None:
    person = make_user(role.name)
    assert not any(person.has_perm(f"comments.{name}") for name in (*DAILY, *LEADING))


@pytest.mark.parametrize("role", [ASSISTANT, MODERATOR, LEAD_MODERATOR], ids=lambda role: role.name)
def test_nobody_who_decides_manages_users(role) -> None:
    held = Group.objects.get(name=role.name).permissions.values_list("content_type__app_label", "codename")
    assert {app for app, _name in held} <= {"comments", "polls", "wagtailadmin"}
