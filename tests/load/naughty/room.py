"""What a form is to the script: how it is filled in honestly, what is sent through its fields, what was kept of it."""

from __future__ import annotations

import re
import time
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError

from portal.intake.forms import GuardedForm, fresh_guard
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS
from tests.load.naughty.wire import Answer, Asked, File

STRINGS = (*NAUGHTY, *OTHERS, *BROKEN)
GUARD = tuple(GuardedForm.base_fields)
OPENED_AGO = 60

_VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(this field|enter a|select a|ensure this|required|invalid|error|not found)\b", re.IGNORECASE)


def decoded(raw: str) -> str:
    """Return what Django reads of a string as it was sent: bytes that are no UTF-8 become a sign for them."""
    return raw.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def letters(text: str) -> str:
    """Return the letters, digits and signs of a text: what no cleaning may lose or change."""
    plain = unicodedata.normalize("NFD", text)
    return "".join(char for char in plain if unicodedata.category(char)[0] in "LNPS" and char not in _FILLERS)


# Letters by category, and nothing to be seen.
_FILLERS = "\u115f\u1160\u3164\uffa0"


def is_vietnamese(message: str, raw: str) -> bool:
    """Tell whether a message is in Vietnamese, what it quotes of the string aside."""
    said = message.replace(raw, "") if raw.strip() else message
    return bool(_VIETNAMESE.search(said)) and not _ENGLISH.search(said)


def guard(key: str = "") -> dict[str, str]:
    """Return the hidden fields of a form that was opened a minute ago."""
    return {**fresh_guard(int(time.time()) - OPENED_AGO), "website": ""}


class Room:
    """A form behind one address. Each string goes through each field alone, the others filled in honestly."""

    url: ClassVar[str]
    """Name of the address."""
    form: ClassVar[type[forms.Form] | None] = None
    fields: ClassVar[tuple[str, ...]] = ()
    """All that may be sent; those of a guarded form come by themselves."""
    texts: ClassVar[tuple[str, ...]] = ()
    """The fields whose words are kept."""
    as_staff: ClassVar[bool] = False
    taken: ClassVar[tuple[int, ...]] = (302,)
    """Statuses that say it was taken."""

    def __init__(self) -> None:
        self.sent: dict[str, tuple[str, int]] = {}
        """submit_key → field and number of the string, of guarded forms."""

    @classmethod
    def all_fields(cls) -> tuple[str, ...]:
        """Return the names of all fields."""
        guarded = cls.form is not None and issubclass(cls.form, GuardedForm)
        return (*cls.fields, *(GUARD if guarded else ()))

    def prepare(self, numbers: list[int]) -> None:
        """Make what the form is about, before the server's first request."""

    def path(self, field: str, number: int) -> str:
        """Return where the form is sent."""
        raise NotImplementedError

    def filled(self, field: str, number: int) -> dict[str, str]:
        """Return the form as an honest reader fills it in."""
        return {}

    def asked(self, field: str, number: int) -> Asked:
        """Return the request that sends a string through a field."""
        form = self.filled(field, number)
        if self.form is not None and issubclass(self.form, GuardedForm):
            form = {**guard(), **form}
            self.sent[form["submit_key"]] = (field, number)
        files = self.files(field, number)
        if not files:
            form[field] = self.value(field, STRINGS[number])
        return Asked(self.path(field, number), form, files)

    def files(self, field: str, number: int) -> tuple[File, ...]:
        """Return the files sent along."""
        return ()

    def value(self, field: str, raw: str) -> str:
        """Return what is sent through a field for a string."""
        return raw

    def was_taken(self, answer: Answer) -> bool:
        """Tell whether the answer says that it was taken."""
        return answer.status in self.taken

    def may_show_again(self, field: str) -> bool:
        """Whether a string in this field only asks to send again (200): the time of opening, the key."""
        return field in GUARD

    def expected(self, field: str, raw: str) -> str | None:
        """Return what is to be kept of a string; None when it is to be refused. ``raw``: as Django reads it."""
        assert self.form is not None
        try:
            return str(self.form.base_fields[field].clean(raw) or "")
        except ValidationError:
            return None

    def may_refuse(self, field: str, number: int, answer: Answer) -> bool:
        """Whether a text that the field takes may be refused for what it says."""
        return False

    def kept(self) -> Iterator[tuple[str, int, str]]:
        """Yield field, number of the string and the words kept, for all that was taken."""
        return iter(())

    def by_key(self, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, int, str]]:
        """Yield what is kept under the keys of submissions: ``rows`` is key → field → words."""
        for key, (field, number) in self.sent.items():
            if key in rows and field in self.texts:
                yield field, number, rows[key][field]


class AddressOnly:
    """The same form as another room's; each string within an address for letters, and nothing else."""

    fields = texts = ("email",)

    @classmethod
    def all_fields(cls) -> tuple[str, ...]:
        """The address alone."""
        return cls.fields

    def value(self, field: str, raw: str) -> str:
        """An address with the string in it."""
        return f"a@{raw[:200]}.vn"
