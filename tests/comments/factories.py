"""Comments for tests: every one comes in through the pipeline, every decision through the states."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from news.bulletins.models import BulletinPage
from news.comments import following
from news.comments.models import Comment, Follow, Reason, State
from news.comments.pipeline import Letter, receive
from news.comments.states import GRACE, decide
from portal.desk.roles import LEAD_MODERATOR, MODERATOR
from portal.intake.forms import fresh_guard
from tests.factories import make_bulletin, make_user

NAME = "Nông Thị Mẫu"
MAIL = "ban-doc@vi-du.vn"
BODY = "Bài viết rất hay, tôi mong có nhiều tấm gương như chị Hường ở quê mình."


def send(page: BulletinPage | None = None, *, body: str = BODY, name: str = NAME, **fields: Any) -> Comment:
    """Send a comment as a reader does; each call is a submission of its own unless ``submit_key`` is given."""
    letter = {"parent": None, "submit_key": fresh_guard()["submit_key"], "net_hash": "a" * 64, **fields}
    return receive(Letter(page=page or make_bulletin(), name=name, body=body, **letter))[0]


def moderator(username: str = "kiem-duyet") -> Any:
    """Make a moderator."""
    return make_user(MODERATOR.name, username)


def lead(username: str = "truong-ban") -> Any:
    """Make a lead moderator."""
    return make_user(LEAD_MODERATOR.name, username)


def publish(comment: Comment, actor: Any, *, seen: bool = True) -> Comment:
    """Publish a comment; ``seen``: as it is when the time for undoing is over."""
    decide(comment, State.PUBLISHED, actor=actor, reason=Reason.FIT)
    if seen:
        past(comment)
    return comment


def past(comment: Comment) -> None:
    """Let the seconds for undoing be over."""
    Comment.objects.filter(pk=comment.pk).update(public_from=comment.public_from - 2 * GRACE)
    comment.refresh_from_db()


def followed(person: Any, page: BulletinPage | None = None, *, confirmed: bool = True, **fields: Any) -> Comment:
    """Make a public comment whose writer follows it, told of the outcome."""
    page = page or make_bulletin(display_date=timezone.now())
    comment = publish(send(page, email=MAIL, follow=True, **fields), person)
    Comment.objects.filter(pk=comment.pk).update(outcome_due=None)
    if confirmed:
        following.confirm(comment.follow)
    return comment


def answered(comment: Comment, person: Any, body: str = "Tôi cũng nghĩ như bác.", **fields: Any) -> Comment:
    """Make a public answer, the time for undoing it over."""
    return publish(send(comment.page, parent=comment, body=body, **fields), person)


def follow_path(comment: Comment, name: str = "comment_follow") -> str:
    """Return the path of the page by which one confirms or stops following a comment."""
    return reverse(name, args=[following.token_of(Follow.objects.get(comment=comment))])
