"""The forms about comments: writing one, its receipt, reporting one, following answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse

from news.comments import following
from news.comments.editing import propose
from news.comments.forms import AppealForm, CommentForm, ReportForm, RewriteForm
from news.comments.models import Appeal, Comment, CommentRevision, Decision, Reason, Report, State
from news.comments.states import decide
from portal.intake.receipts import token_for
from portal.intake.sealing import unseal
from tests.comments.factories import BODY, NAME, followed, lead, publish, send
from tests.load.naughty.room import STRINGS, AddressOnly, Room
from tests.load.naughty.wire import Answer, in_path
from tests.load.served import open_article


def staff() -> Any:
    """Return the lead moderator of the script, made when missing."""
    from django.contrib.auth import get_user_model

    return get_user_model().objects.filter(username="truong-ban").first() or lead()


def token_of(comment: Comment) -> str:
    """Return the token of a comment's receipt."""
    return token_for(comment.submit_key)


class CommentRoom(Room):
    """Writing a comment."""

    url, form = "comment_form", CommentForm
    fields = ("name", "body", "email", "follow", "work", "tra-loi", "nguyen-van")
    texts = ("name", "body", "email")

    def prepare(self, numbers: list[int]) -> None:
        """An article, with a comment to answer."""
        self.page = open_article()
        self.parent = publish(send(self.page), staff())

    def path(self, field: str, number: int) -> str:
        """The article's form."""
        return reverse("comment_form", args=[self.page.pk])

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An answer; the words as they are, with accents or without."""
        return {
            "name": NAME,
            "body": f"{BODY} Lần {field} {number}.",
            "email": f"ban-doc-{field}-{number}@vi-du.vn" if field in ("name", "body", "follow") else "",
            "follow": "on" if field in ("name", "body") else "",
            "work": "",
            "tra-loi": str(self.parent.public_id) if number % 2 else "",
            "nguyen-van": "1",
        }

    def may_show_again(self, field: str) -> bool:
        """Without its tick a text without accents is asked about."""
        return super().may_show_again(field) or field == "nguyen-van"

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The first wording."""
        rows = {}
        for one in CommentRevision.objects.filter(n=1, comment__page=self.page).select_related("comment"):
            email = unseal(one.comment.email_sealed) if one.comment.email_sealed else ""
            rows[one.comment.submit_key] = {"name": one.name, "body": one.body, "email": email}
        return self.by_key(rows)


class EmailRoom(AddressOnly, CommentRoom):
    """Its field for an address."""


class _ReceiptRoom(Room):
    """The receipt of comments that wait for something; one for each field and string."""

    url = "comment_receipt"
    wish = ""
    state: str = State.HELD

    def prepare(self, numbers: list[int]) -> None:
        """Make them."""
        page, person = open_article(), staff()
        self.comments: dict[tuple[str, int], Comment] = {}
        for field in self.fields:
            for number in numbers:
                one = send(page, body=f"{BODY} {field} {number}", net_hash=f"{len(self.comments):064}")
                if self.state != State.HELD:
                    decide(one, self.state, actor=person, reason=Reason.OFF_TOPIC, note_public="Xin xem lại.")
                self.comments[field, number] = one

    def path(self, field: str, number: int) -> str:
        """The receipt."""
        return reverse("comment_receipt", args=[token_of(self.comments[field, number])])


class RewriteRoom(_ReceiptRoom):
    """Writing a comment anew."""

    form, fields, texts = RewriteForm, ("name", "body", "ban"), ("name", "body")
    state = State.RETURNED

    def filled(self, field: str, number: int) -> dict[str, str]:
        """The words mended."""
        return {"viec": "viet-lai", "name": NAME, "body": BODY, "ban": "1"}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The second wording."""
        where = {one.pk: key for key, one in self.comments.items()}
        for one in CommentRevision.objects.filter(n=2, comment__in=where):
            field, number = where[one.comment_id]
            if field in self.texts:
                yield field, number, one.name if field == "name" else one.body


class AppealRoom(_ReceiptRoom):
    """Appealing against a decision."""

    form, fields, texts = AppealForm, ("text", "quyet-dinh"), ("text",)
    state = State.REJECTED

    def prepare(self, numbers: list[int]) -> None:
        """Make them, and note which decision each receipt shows."""
        super().prepare(numbers)
        rows = Decision.objects.filter(comment__in=[one.pk for one in self.comments.values()]).order_by("n")
        self.decisions = dict(rows.values_list("comment", "n"))

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An appeal."""
        decision = self.decisions[self.comments[field, number].pk]
        return {"viec": "khieu-nai", "text": BODY, "quyet-dinh": str(decision)}

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The appeals."""
        where = {one.pk: key for key, one in self.comments.items()}
        for one in Appeal.objects.filter(decision__comment__in=where).select_related("decision"):
            field, number = where[one.decision.comment_id]
            if field in self.texts:
                yield field, number, one.text


class ConsentRoom(_ReceiptRoom):
    """Saying yes to an edit: which one is a number."""

    fields = ("ban",)

    def prepare(self, numbers: list[int]) -> None:
        """Propose an edit of each."""
        super().prepare(numbers)
        for one in self.comments.values():
            propose(one, actor=staff(), body=one.current_body.replace(" rất", ""), reason=Reason.LANGUAGE)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """Yes."""
        return {"viec": "dong-y"}


class WishRoom(_ReceiptRoom):
    """What is wanted of a receipt, and the secret in its address."""

    fields = ("viec", "token")

    def prepare(self, numbers: list[int]) -> None:
        """One comment is enough: nothing may come of it."""
        one = send(open_article())
        self.comments = {("viec", number): one for number in numbers}

    def path(self, field: str, number: int) -> str:
        """The receipt, or what is none."""
        if field == "viec":
            return super().path(field, number)
        return f"/y-kien/nhan/{in_path(STRINGS[number][:300])}/"


class ReportRoom(Room):
    """Reporting a comment."""

    url, form, fields, texts = "comment_report", ReportForm, ("why", "note"), ("note",)

    def prepare(self, numbers: list[int]) -> None:
        """A public comment for each string."""
        page, person = open_article(), staff()
        self.comments = {
            number: publish(send(page, body=f"{BODY} {number}", net_hash=f"{number:064}"), person) for number in numbers
        }

    def path(self, field: str, number: int) -> str:
        """The form about it."""
        return reverse("comment_report", args=[self.comments[number].public_id])

    def filled(self, field: str, number: int) -> dict[str, str]:
        """A report; its note says through which field the string goes, unless it is the note."""
        return {"why": Report.Why.values[0], "note": f"Ô {field}"}

    def was_taken(self, answer: Answer) -> bool:
        """A taken one is thanked for, without its form."""
        return answer.status == 200 and not answer.page.values("submit_key")

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The notes that are none of ours."""
        ours = {f"Ô {field}" for field in self.all_fields()}
        for number, one in self.comments.items():
            for note in one.reports.exclude(note__in=ours).values_list("note", flat=True):
                yield "note", number, note


class FollowRoom(Room):
    """The page the letters about answers lead to."""

    url, fields = "comment_follow", ("viec", "token")

    def prepare(self, numbers: list[int]) -> None:
        """A comment that is followed."""
        self.token = following.token_of(followed(staff(), open_article()).follow)

    def path(self, field: str, number: int) -> str:
        """The page, or what is none."""
        token = in_path(STRINGS[number][:300]) if field == "token" else self.token
        return f"/y-kien/theo-doi/{token}/"


class UnfollowRoom(FollowRoom):
    """Where mail programs stop the letters."""

    url, fields = "comment_unfollow", ("token", "List-Unsubscribe")
    taken = (200,)

    def path(self, field: str, number: int) -> str:
        """The page, or what is none."""
        return super().path(field, number) + "dung/"

    def was_taken(self, answer: Answer) -> bool:
        """Stopping is done at once, and shown."""
        return answer.status == 200
