"""The form readers send: it can be sent twice and counts once, and robots are told from people without a riddle."""

from __future__ import annotations

import secrets
import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from portal.intake.words import Refused, clean

FASTEST = 3
"""Seconds in which nobody reads, thinks and writes."""
LONGEST_KEY = 32
LONGEST_ADDRESS = 254
"""Of e-mail (RFC 5321)."""
LONGEST = 24 * 60 * 60
"""Seconds after which a form is shown anew, with what was written in it."""


class ReaderText(forms.CharField):
    """A field of plain text (:func:`portal.intake.words.clean`); what is refused says so in Vietnamese."""

    def __init__(self, *, most: int, least: int = 0, lines: bool = False, **kwargs: Any) -> None:
        self.most, self.least, self.lines = most, least, lines
        if lines:
            kwargs.setdefault("widget", forms.Textarea)
        kwargs.setdefault("required", least > 0)
        kwargs.setdefault("error_messages", {"required": _("Xin điền vào đây.")})
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the text as it may be stored. Raises ``ValidationError``, with code ``broken`` for a broken one."""
        if value in self.empty_values:
            return ""
        try:
            least = self.least if self.required else 0
            return clean(value, most=self.most, least=least, lines=self.lines)
        except Refused as refused:
            raise forms.ValidationError(refused.message, code="broken" if refused.broken else "refused") from refused


class ReaderEmail(forms.EmailField):
    """A reader's e-mail address, in NFC and without what cannot be seen; one no letter can be sent to is refused."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.EmailInput({"autocomplete": "email"}))
        kwargs.setdefault("error_messages", {"invalid": _("Địa chỉ thư chưa đúng. Ví dụ: ten@vi-du.vn")})
        super().__init__(max_length=LONGEST_ADDRESS, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address as it may be stored. Raises ``ValidationError``, with code ``broken`` for a broken one."""
        text = super().to_python(value)
        try:
            return clean(text, most=LONGEST_ADDRESS, lines=False)
        except Refused as refused:
            raise forms.ValidationError(refused.message, code="broken" if refused.broken else "refused") from refused

    def run_validators(self, value: str) -> None:
        """Ask besides whether the domain has a name in the net's own letters, as mail servers need it."""
        super().run_validators(value)
        try:
            value.rpartition("@")[2].encode("idna")
        except UnicodeError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class _Trap(forms.TextInput):
    """A field people neither see nor reach with the keyboard."""

    def __init__(self) -> None:
        super().__init__({"autocomplete": "off", "tabindex": "-1"})


class GuardedForm(forms.Form):
    """A reader's form. Show it with ``intake/guard.html`` inside; it is fresh when made without data.

    ``submit_key`` names this one submission: whoever stores it makes it unique, and sending twice finds the first.
    After ``is_valid``: ``too_early`` and ``expired`` are errors that only ask to send again, with what was written
    kept; ``trapped`` is no error, for a browser may have filled in what no person sees: keep it for a person to judge.
    """

    submit_key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=LONGEST_KEY)
    opened = forms.CharField(widget=forms.HiddenInput, required=False, max_length=120)
    website = forms.Field(label=_("Để trống ô này"), widget=_Trap, required=False)

    too_early = False
    expired = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(data, *args, **kwargs)
        if data is None:
            self.initial.update(fresh_guard())

    def clean(self) -> dict[str, Any]:
        """Look at when the form was opened."""
        values = super().clean()
        age = _age(values.get("submit_key", ""), values.get("opened", ""))
        if age is None or age > LONGEST:
            self.expired = True
            self.renew()
            self.add_error(None, _("Trang này mở đã lâu. Nội dung của bạn còn nguyên, xin bấm gửi lần nữa."))
        elif age < FASTEST:
            self.too_early = True
            self.add_error(None, _("Bạn gửi nhanh quá. Xin đọc lại rồi bấm gửi lần nữa."))
        return values

    def renew(self) -> None:
        """Give the form a new key and time, as if it had been opened long enough ago to be sent at once."""
        self.data = self.data.copy()
        for name, value in fresh_guard(int(time.time()) - FASTEST).items():
            self.data[self.add_prefix(name)] = value

    @property
    def trapped(self) -> bool:
        """Whether the field for robots was filled in."""
        return bool(self.cleaned_data.get("website"))

    @property
    def is_broken(self) -> bool:
        """Whether a field holds what no honest client sends (answer 400)."""
        return any(error.code == "broken" for errors in self.errors.as_data().values() for error in errors)

    @property
    def status(self) -> int:
        """The HTTP status to show the form again with: 400 for broken text, 422 for a mistake, 200 for neither."""
        if not self.is_bound or self.expired or self.is_valid():
            return 200
        return 400 if self.is_broken else 422


def fresh_guard(at: int | None = None) -> dict[str, str]:
    """Return a new ``submit_key`` and the signed moment of opening (seconds, now by default)."""
    key = secrets.token_hex(16)
    return {"submit_key": key, "opened": _signer().sign(f"{key}:{int(time.time()) if at is None else at}")}


def posted_key(data: Any) -> str:
    """Return the ``submit_key`` in what was posted; empty for what no form of ours ever held."""
    key = data.get("submit_key", "")
    return key if key.isascii() and key.isalnum() and len(key) <= LONGEST_KEY else ""


def _signer() -> signing.Signer:
    return signing.Signer(salt="portal.intake.forms")


def _age(key: str, opened: str) -> float | None:
    """Return for how many seconds the form with this key has been open; None when we did not give it out."""
    try:
        signed_key, _colon, at = _signer().unsign(opened).rpartition(":")
    except signing.BadSignature:
        return None
    return time.time() - int(at) if key and signed_key == key else None
