"""What a moderator writes in the admin: edits, decisions, answers of the office, answers to appeals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from django.urls import reverse

from news.comments import writer
from news.comments.desk import forms
from news.comments.models import Appeal, Badge, Comment, CommentRevision, Decision, Reason, Sanction, State
from news.comments.states import decide
from portal.intake.forms import fresh_guard
from portal.intake.words import Refused, clean
from tests.comments.factories import BODY, NAME, lead, publish, send
from tests.load.naughty.readers import staff
from tests.load.naughty.room import STRINGS, Room, decoded
from tests.load.naughty.wire import Answer, Asked
from tests.load.served import open_article

CSRF = "k" * 32


def holding(number: int) -> str:
    """Return a reader's words of which the string is a part, so that a moderator may cut them down to it."""
    raw = decoded(STRINGS[number])
    try:
        return clean(f"{raw}\n\nXin cảm ơn.", most=2000, least=2)
    except Refused:
        return BODY


def named(number: int) -> str:
    """Return a reader's name with the string behind it, as far as a name may be long."""
    raw = decoded(STRINGS[number])
    try:
        return clean(f"Lò {raw}", most=60, least=2, lines=False)
    except Refused:
        return NAME


class DeskRoom(Room):
    """A form about one comment; one comment for each field and string."""

    as_staff = True
    state: ClassVar[str] = State.HELD
    form: ClassVar[type[forms.DeskForm]]

    def prepare(self, numbers: list[int]) -> None:
        """Make the comments."""
        self.page = open_article()
        self.comments = {
            (field, number): self.made(self.page, field, number) for field in self.all_fields() for number in numbers
        }
        self.fields_of = {one.pk: key for key, one in self.comments.items()}

    def made(self, page: Any, field: str, number: int) -> Comment:
        """Return a comment, in the state it is to be in."""
        one = send(page, body=f"{BODY} {field} {number}", net_hash=f"{type(self).__name__}{field}{number:06}"[-64:])
        return publish(one, staff()) if self.state == State.PUBLISHED else one

    def path(self, field: str, number: int) -> str:
        """Where the form is sent."""
        return reverse(self.url, args=[self.comments[field, number].pk])

    def asked(self, field: str, number: int) -> Asked:
        """With the token of the session, and what the moderator saw."""
        seen = {"version": str(self.comments[field, number].version), "seen": "1", "hang": "new"}
        form = {"csrfmiddlewaretoken": CSRF, **seen, **self.filled(field, number)}
        form[field] = self.value(field, STRINGS[number])
        # The page with all its forms is for the words; a choice that is none is answered in a line.
        headers = {} if field in self.texts else {"X-Requested-With": "XMLHttpRequest"}
        return Asked(self.path(field, number), form, headers=headers)

    def was_taken(self, answer: Answer) -> bool:
        """A script is told so in JSON."""
        return answer.status == 302 or (answer.status == 200 and answer.is_json)


class EditRoom(DeskRoom):
    """The reader's words mended: here cut down to the string."""

    url, form = "comments_desk:edit", forms.EditForm
    fields, texts = ("name", "body", "reason", "version", "seen", "hang"), ("name", "body")

    def made(self, page: Any, field: str, number: int) -> Comment:
        """A comment whose words hold the string."""
        name = named(number) if field == "name" else NAME
        body = holding(number) if field == "body" else BODY
        return send(page, net_hash=f"{field}{number:06}", name=name, body=body)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """A word less."""
        one = self.comments[field, number]
        body = one.current_body if field == "name" else BODY.replace(" rất", "")
        return {"name": one.name, "body": body, "reason": Reason.LANGUAGE}

    def may_refuse(self, field: str, number: int, answer: Answer) -> bool:
        """What it says is weighed against the reader's words."""
        return answer.status == 409

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The edits."""
        for one in CommentRevision.objects.filter(comment__in=self.fields_of, by=CommentRevision.By.MODERATOR):
            field, number = self.fields_of[one.comment_id]
            if field in self.texts:
                yield field, number, getattr(one, field)


class DecisionRoom(DeskRoom):
    """A decision with its notes."""

    url, form = "comments_desk:decide", forms.DecisionForm
    fields, texts = ("to", "reason", "note_public", "note_internal"), ("note_public", "note_internal")

    def made(self, page: Any, field: str, number: int) -> Comment:
        """A comment whose writer is told by mail."""
        email = f"quyet-dinh-{number}@vi-du.vn" if field == "note_public" else ""
        return send(page, body=f"{BODY} {field} {number}", net_hash=f"d{field}{number:06}", email=email)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """Not published, and why."""
        return {"to": "rejected", "reason": Reason.OFF_TOPIC, "note_public": "", "note_internal": ""}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The notes of the decisions."""
        for one in Decision.objects.filter(comment__in=self.fields_of, to_state=State.REJECTED):
            field, number = self.fields_of[one.comment_id]
            if field in self.texts and getattr(one, field):
                yield field, number, getattr(one, field)


class AnswerRoom(DeskRoom):
    """An answer of the office."""

    url, form, state = "comments_desk:answer", forms.AnswerForm, State.PUBLISHED
    fields, texts = ("badge", "name", "body", "submit_key"), ("name", "body")

    def filled(self, field: str, number: int) -> dict[str, str]:
        """Thanks."""
        words = {"badge": Badge.values[0], "name": "Ban biên tập", "body": f"Xin cảm ơn. {field} {number}"}
        return {**words, "submit_key": fresh_guard()["submit_key"]}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The answers."""
        for one in Comment.objects.filter(parent__in=self.fields_of):
            field, number = self.fields_of[one.parent_id]
            if field in self.texts:
                yield field, number, one.name if field == "name" else one.current_body


class AppealAnswerRoom(DeskRoom):
    """The answer to an appeal."""

    url, form, fields, texts = "comments_desk:appeal", forms.AppealForm, ("outcome", "answer"), ("answer",)

    def made(self, page: Any, field: str, number: int) -> Comment:
        """A comment that somebody else did not publish, and whose writer appeals."""
        one = super().made(page, field, number)
        decide(one, State.REJECTED, actor=another(), reason=Reason.OFF_TOPIC)
        writer.appeal(one, "Xin xem lại giúp tôi.")
        return one

    def filled(self, field: str, number: int) -> dict[str, str]:
        """The decision stays."""
        return {"outcome": "refused", "answer": "Xin cảm ơn."}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The answers."""
        for one in Appeal.objects.filter(decision__comment__in=self.fields_of).select_related("decision"):
            field, number = self.fields_of[one.decision.comment_id]
            if one.answer and field == "answer":
                yield field, number, one.answer


class HoldRoom(DeskRoom):
    """Why a network waits."""

    url, form, fields, texts = "comments_desk:hold", forms.HoldForm, ("days", "why"), ("why",)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """For a day."""
        return {"days": "1", "why": "Gửi nhiều."}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The reasons."""
        networks = {one.net_hash: key for key, one in self.comments.items()}
        for one in Sanction.objects.filter(net_hash__in=networks):
            field, number = networks[one.net_hash]
            if field == "why":
                yield field, number, one.reason


class EraseRoom(DeskRoom):
    """Why somebody's words were erased."""

    url, form, fields, texts = "comments_desk:erase", forms.EraseForm, ("sure", "note_internal"), ("note_internal",)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """By the writer's wish."""
        return {"sure": "on", "note_internal": "Người viết yêu cầu."}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The notes."""
        for one in Decision.objects.filter(comment__in=self.fields_of, to_state=State.ERASED):
            field, number = self.fields_of[one.comment_id]
            if field == "note_internal":
                yield field, number, one.note_internal


def another() -> Any:
    """Return a second lead moderator."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(username="truong-ban-2").first() or lead("truong-ban-2")
