"""The other forms of readers: opinions on a list, votes, views, questions asked of the search."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from exemplars.consultations.forms import OpinionForm
from exemplars.consultations.models import Opinion
from exemplars.consultations.opinions import words_of
from news.polls.forms import BallotForm
from news.polls.models import Option, Poll
from portal.intake.receipts import token_hash
from tests.consultations.factories import FILLED, make_consultation
from tests.load.naughty.room import GUARD, STRINGS, Room
from tests.load.naughty.wire import in_path


class OpinionRoom(Room):
    """An opinion on a list of those who are to be honoured."""

    url, form = "opinion_give", OpinionForm
    fields = tuple(name for name in OpinionForm.base_fields if name not in GUARD)
    texts = ("text", "name", "phone", "address")

    def prepare(self, numbers: list[int]) -> None:
        """A list that is open."""
        self.consultation = make_consultation()

    def path(self, field: str, number: int) -> str:
        """Its form."""
        return reverse(self.url, args=[self.consultation.slug])

    def filled(self, field: str, number: int) -> dict[str, str]:
        """An opinion."""
        return {**FILLED, "candidate": ""}

    def expected(self, field: str, raw: str) -> str | None:
        """A telephone number is digits."""
        found = super().expected(field, raw)
        if field != "phone" or found is None:
            return found
        digits = "".join(char for char in found if char not in " .-()\n")
        return digits if digits.removeprefix("+").isdecimal() and 8 <= len(digits.removeprefix("+")) <= 15 else None

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """The opinions, opened."""
        keys = {token_hash(key): key for key in self.sent}
        rows = {}
        for one in Opinion.objects.filter(submit_key__in=keys):
            words = words_of(one)
            rows[keys[one.submit_key]] = {name: getattr(words, name) for name in self.texts}
        return self.by_key(rows)


class OpinionReceiptRoom(Room):
    """The receipt of an opinion; its form has a button and no field."""

    url, fields = "opinion_receipt", ("token",)

    def path(self, field: str, number: int) -> str:
        """What is no receipt."""
        return f"/lay-y-kien/bien-nhan/{in_path(STRINGS[number][:300])}/"


class PollRoom(Room):
    """The ballot of a poll."""

    url, form, fields = "poll", BallotForm, ("option",)

    def prepare(self, numbers: list[int]) -> None:
        """A poll that is open."""
        opened = timezone.now() - timedelta(days=1)
        self.poll = Poll.objects.create(question="Có hay không?", is_public=True, opens_at=opened)
        self.option = Option.objects.create(poll=self.poll, text="Có")

    def path(self, field: str, number: int) -> str:
        """The poll."""
        return reverse(self.url, args=[self.poll.slug])

    def filled(self, field: str, number: int) -> dict[str, str]:
        """A vote."""
        return {"option": str(self.option.pk)}


class BallotRoom(PollRoom):
    """The same ballot, fetched by a script: a mistake of the reader is no error of the page."""

    url = "poll_ballot"

    def may_show_again(self, field: str) -> bool:
        """Always."""
        return True


class BeaconRoom(Room):
    """What tells that a page was read: it answers nothing, whatever it is told."""

    url, fields, taken = "views_beacon", ("trang",), (204,)

    def path(self, field: str, number: int) -> str:
        """The beacon."""
        return reverse(self.url)


class AskedRoom(Room):
    """What tells that a question was asked: a signed word, or none of ours. Only a script reads the answer."""

    url, fields, taken = "search_asked", ("token",), (204, 400)

    def path(self, field: str, number: int) -> str:
        """The address."""
        return reverse(self.url)
