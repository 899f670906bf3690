"""The forms about nominations: the nomination with its files, its receipt, the question to a unit."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from exemplars.nominations import asking
from exemplars.nominations.addresses import opened, question_url, receipt_url
from exemplars.nominations.forms import AnswerForm, ConfirmationForm, NominationForm
from exemplars.nominations.models import Confirmation, Nomination
from tests.load.naughty.room import GUARD, STRINGS, AddressOnly, Room
from tests.load.naughty.wire import File, in_path
from tests.nominations.factories import DEEDS, filled, make_nomination
from tests.uploads.files import pdf

NAMED = ("name", "proposer_name")
NAME, CONTENT = "files (name)", "files (content)"
"""What a file is made of, beside the fields."""


class NominationRoom(Room):
    """Proposing somebody."""

    url, form = "nomination_form", NominationForm
    fields = (*(name for name in NominationForm.base_fields if name not in GUARD), "kept", NAME, CONTENT)
    texts = ("name", "unit", "place_text", "deeds", "since", "witnesses", "proposer_name", "phone", "email")

    def path(self, field: str, number: int) -> str:
        """The form."""
        return reverse(self.url)

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An honest nomination; a letter is sent where the names in it are the strings."""
        named = field in NAMED
        return filled(place_choice="khac", email=f"ke-{field}-{number}@vi-du.vn" if named else "", birth_year="1961")

    def files(self, field: str, number: int) -> tuple[File, ...]:
        """A PDF with the string as its name, or with the string for its content."""
        raw = STRINGS[number]
        if field == NAME:
            return (File("files", raw[:100_000], pdf(b"/Number %d" % number)),)
        return (File("files", "x.pdf", raw.encode("utf-8", "surrogatepass")),) if field == CONTENT else ()

    def expected(self, field: str, raw: str) -> str | None:
        """As the field takes it; a telephone or an address may be left out, not both."""
        found = super().expected(field, raw)
        return None if field == "phone" and not found else found

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The nominations, what is sealed of them opened."""
        rows = {}
        for one in Nomination.objects.filter(submit_key__in=self.sent):
            rows[one.submit_key] = {
                **{name: getattr(one, name) for name in self.texts if name not in ("phone", "email")},
                "phone": opened(one.phone_sealed),
                "email": opened(one.email_sealed),
            }
        return self.by_key(rows)


class NominationEmailRoom(AddressOnly, NominationRoom):
    """Its field for an address."""


class NominationReceiptRoom(Room):
    """The receipt of a nomination: answering a question, withdrawing, erasing."""

    url, form, fields, texts = "nomination_receipt", AnswerForm, ("wish", "words", "sure", "token"), ("words",)

    def prepare(self, numbers: list[int]) -> None:
        """A nomination about which something is asked, for each string."""
        self.made = {number: make_nomination(email="") for number in numbers}
        Nomination.objects.filter(pk__in=[one.pk for one in self.made.values()]).update(question="Ở đâu?")

    def path(self, field: str, number: int) -> str:
        """The receipt, or what is none."""
        if field == "token":
            return f"/gioi-thieu-guong/phieu/{in_path(STRINGS[number][:300])}/"
        return "/" + receipt_url(self.made[number]).split("/", 3)[3]

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An answer, or nothing that is told apart from a tick."""
        return {"wish": "" if field == "sure" else "answer", "words": "" if field == "wish" else DEEDS}

    def may_show_again(self, field: str) -> bool:
        """A wish that is none leads back to the receipt."""
        return False

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The answers."""
        for number, one in self.made.items():
            found = Nomination.objects.get(pk=one.pk).question_answer
            if found and found != DEEDS:
                yield "words", number, found


class QuestionRoom(Room):
    """What a unit answers behind a secret address."""

    url, form = "nomination_question", ConfirmationForm
    fields = (*ConfirmationForm.base_fields, "token")
    texts = ("words", "answered_by")

    def prepare(self, numbers: list[int]) -> None:
        """A question for each field and string, about one nomination."""
        about = make_nomination(email="")
        self.questions = {
            (field, number): asking.ask(about, step="unit", addressee="Hợp tác xã", email="", actor=None)
            for field in ConfirmationForm.base_fields
            for number in numbers
        }

    def path(self, field: str, number: int) -> str:
        """The question, or what is none."""
        if field == "token":
            return f"/gioi-thieu-guong/xac-nhan/{in_path(STRINGS[number][:300])}/"
        return "/" + question_url(self.questions[field, number]).split("/", 3)[3]

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An answer."""
        return {"answer": "partly", "words": "Sai năm.", "answered_by": "Bà Lý Thị Mẩy", "is_authorised": "on"}

    def expected(self, field: str, raw: str) -> str | None:
        """Who says that something is wrong must say what."""
        found = super().expected(field, raw)
        return None if field == "words" and not found else found

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The answers."""
        where = {one.pk: key for key, one in self.questions.items()}
        for one in Confirmation.objects.filter(pk__in=where).exclude(answered_at=None):
            field, number = where[one.pk]
            if field in self.texts:
                yield field, number, getattr(one, field)
