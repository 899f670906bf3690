"""A reader's form: sent twice it is one, sent late it keeps its text, and robots show themselves."""

from __future__ import annotations

import time
import unicodedata

import pytest
from django.core.mail.message import sanitize_address
from django.http import HttpResponse
from django.test import RequestFactory

from portal.intake.forms import FASTEST, LONGEST, GuardedForm, ReaderEmail, ReaderText, fresh_guard
from portal.intake.guard import comes_from_here, reader_form
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS


class Letter(GuardedForm):
    """A form with one line and one text."""

    name = ReaderText(label="Tên", most=60, least=1)
    text = ReaderText(label="Lời", most=2000, least=2, lines=True)
    email = ReaderEmail(label="Thư", required=False)


def filled(age: float = 60, **fields: str) -> Letter:
    return Letter({"name": "Lê An", "text": "Bài hay.", **fresh_guard(int(time.time() - age)), **fields})


def test_a_form_sent_by_a_person_is_taken() -> None:
    form = filled()
    assert form.is_valid()
    assert not form.trapped
    assert len(form.cleaned_data["submit_key"]) == 32


def test_every_fresh_form_has_a_key_of_its_own() -> None:
    assert Letter().initial["submit_key"] != Letter().initial["submit_key"]


def test_who_sends_at_once_is_asked_to_send_again() -> None:
    form = filled(age=FASTEST - 2)
    assert (form.is_valid(), form.too_early, form["text"].value()) == (False, True, "Bài hay.")


@pytest.mark.parametrize(
    "change", [{}, {"opened": "abc:def"}, {"opened": ""}, {"submit_key": "f" * 32}, {"submit_key": "", "opened": ""}]
)
def test_an_old_or_forged_form_comes_back_with_its_text_and_can_be_sent_at_once(change: dict[str, str]) -> None:
    form = filled(age=LONGEST + 5 if not change else 60, **change)
    assert (form.is_valid(), form.expired, form.status, form["text"].value()) == (False, True, 200, "Bài hay.")
    again = Letter({name: form[name].value() for name in form.fields})
    assert again.is_valid()


def test_the_field_nobody_sees_is_noted_and_loses_nothing() -> None:
    form = filled(website="http://a.vn")
    assert form.is_valid()
    assert form.trapped
    assert form.cleaned_data["text"] == "Bài hay."


@pytest.mark.parametrize("field", ["name", "text", "email"])
def test_every_field_takes_or_refuses_every_naughty_string(field: str) -> None:
    for raw in [*NAUGHTY, *OTHERS, *BROKEN]:
        form = filled(**{field: raw})
        if not form.is_valid():
            assert set(form.errors) == {field}, ascii(raw[:50])
            assert form.status == (400 if raw in BROKEN else 422)
        assert "<script>" not in str(form)


@pytest.mark.parametrize("around", ["%s@vi-du.vn", "ten@%s.vn"])
def test_an_address_is_kept_in_nfc_without_what_cannot_be_seen_and_letters_can_be_sent_to_it(around: str) -> None:
    for raw in [*NAUGHTY, *OTHERS, *BROKEN]:
        form = filled(email=around.replace("%s", raw[:240]))
        if form.is_valid():
            address = form.cleaned_data["email"]
            assert unicodedata.is_normalized("NFC", address)
            assert address.isprintable()
            assert sanitize_address(address, "utf-8")
        else:
            assert form.status == (400 if raw in BROKEN else 422), ascii(raw[:50])


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        (unicodedata.normalize("NFD", "ten@việt.vn"), "ten@việt.vn"),
        ("ten@\u202bvi-du\u202c.vn\u200b", "ten@vi-du.vn"),
        ("\ufefften@vi-du.vn", "ten@vi-du.vn"),
    ],
)
def test_an_address_copied_from_elsewhere_is_mended(raw: str, kept: str) -> None:
    form = filled(email=raw)
    assert form.is_valid()
    assert form.cleaned_data["email"] == kept


@pytest.mark.parametrize(
    ("raw", "says"),
    [("sai", "Địa chỉ thư chưa đúng"), ("ten@\uf8ff.vn", "chưa đúng"), ("t" * 300 + "@a.vn", "Dài quá")],
)
def test_an_address_that_is_none_is_refused_in_words(raw: str, says: str) -> None:
    assert says in filled(email=raw).errors["email"][0]


@pytest.mark.parametrize("field", ["submit_key", "opened", "website"])
def test_hidden_fields_take_anything_without_an_error(field: str) -> None:
    for raw in [*NAUGHTY, *OTHERS, *BROKEN]:
        form = filled(**{field: raw})
        assert form.is_valid() is (field == "website"), ascii(raw[:50])
        assert str(form)


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"HTTP_ORIGIN": "http://testserver"}, True),
        ({"HTTP_ORIGIN": "https://evil.example"}, False),
        ({"HTTP_ORIGIN": "null", "HTTP_SEC_FETCH_SITE": "cross-site"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, False),
        ({"HTTP_ORIGIN": "http://["}, False),
        ({"HTTP_ORIGIN": "testserver"}, False),
    ],
)
def test_forms_of_other_sites_are_refused(headers: dict[str, str], ours: bool) -> None:
    assert comes_from_here(RequestFactory().post("/", **headers)) is ours


def test_a_readers_form_is_not_kept() -> None:
    answer = reader_form(lambda request: HttpResponse("x"))(RequestFactory().get("/"))
    assert "no-store" in answer["Cache-Control"]


def test_a_form_far_too_long_is_refused_unread() -> None:
    body = b"name=" + b"%E1%BA%BF" * 1_000_000
    request = RequestFactory().post("/", body, content_type="application/x-www-form-urlencoded")
    answer = reader_form(lambda request: HttpResponse(request.POST["name"]))(request)
    assert answer.status_code == 413
    assert "Nội dung dài quá" in answer.content.decode()
    assert not hasattr(request, "_post")


def test_a_form_with_a_million_plain_letters_is_read_and_judged_by_its_fields() -> None:
    request = RequestFactory().post("/", b"name=" + b"x" * 1_000_000, content_type="application/x-www-form-urlencoded")
    answer = reader_form(lambda request: HttpResponse(len(request.POST["name"])))(request)
    assert answer.content == b"1000000"
