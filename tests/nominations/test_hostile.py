"""Text nobody means well with, through every field: stored in NFC or refused in words, never run, escaped once."""

from __future__ import annotations

import unicodedata
from html import unescape

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from exemplars.nominations import asking
from exemplars.nominations.addresses import question_url, receipt_url
from exemplars.nominations.admin.common import url_of
from exemplars.nominations.conversion import make_exemplar
from exemplars.nominations.forms import NominationForm
from exemplars.nominations.models import Nomination, State
from exemplars.nominations.sending import Contact, submit
from exemplars.nominations.states import decide
from exemplars.nominations.views import form as form_view
from tests.intake.hostile import NAUGHTY, OTHERS
from tests.nominations.factories import DEEDS, TOLD, approved, confirm, filled, make_nomination
from tests.uploads.files import pdf

pytestmark = pytest.mark.django_db
ALL = [*NAUGHTY, *OTHERS]
TEXTS = ("name", "unit", "place_text", "deeds", "since", "witnesses", "proposer_name", "phone", "email")
CHOICES = ("kind", "birth_year", "field", "asked", "relation", "has_interest", "agrees", "place_choice", "kept")
SCRIPT = "<script>alert(1)</script> & \"nháy\" 'đơn' {{ 7|add:7 }}"


@pytest.fixture(autouse=True)
def _no_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(form_view, "LIMITS", ())


def _answered(response: HttpResponse, text: str) -> None:
    assert response.status_code in (200, 302, 400, 413, 422), f"{response.status_code} for {text[:80]!r}"


def _stored_well() -> None:
    for row in Nomination.objects.values():
        for field, value in row.items():
            # The key to compare names by has no accents, but what else a name carries.
            if isinstance(value, str) and field != "name_key":
                assert value == unicodedata.normalize("NFC", value)
                assert "\x00" not in value
    Nomination.objects.all().delete()


def test_every_string_in_every_text_is_stored_well_or_refused() -> None:
    """As the form and the database take them; the pages themselves below."""
    for text in ALL:
        changes = dict.fromkeys(TEXTS[:-1], text) | {"deeds": f"{DEEDS} {text}"}
        form = NominationForm(filled(**changes))
        if form.is_valid():
            key = form.cleaned_data["submit_key"]
            submit(submit_key=key, contact=Contact(phone=form.cleaned_data["phone"]), **form.for_model())
        else:
            assert all(message for messages in form.errors.values() for message in messages)
    assert Nomination.objects.count() > 50
    _stored_well()


def test_every_string_is_answered(client: Client) -> None:
    """Nine strings in a form, each of them in another field than in the form before."""
    for start in range(0, len(NAUGHTY), len(TEXTS)):
        some = NAUGHTY[start : start + len(TEXTS)]
        turn = start // len(TEXTS) % len(TEXTS)
        names = [*TEXTS[turn:], *TEXTS[:turn]]
        _answered(client.post("/gioi-thieu-guong/", filled(**dict(zip(names, some, strict=False)))), str(some))
    _stored_well()


@pytest.mark.parametrize("name", [*TEXTS, *CHOICES, "submit_key", "opened", "website"])
def test_the_worst_strings_through_each_field(client: Client, name: str) -> None:
    for text in [*OTHERS, *NAUGHTY[::100]]:
        _answered(client.post("/gioi-thieu-guong/", filled(**{name: text})), text)
    _stored_well()


def test_every_string_as_the_name_of_a_file(client: Client) -> None:
    for text in [*NAUGHTY[::30], *OTHERS[:7], "../../x.pdf", "a" * 400 + ".pdf"]:
        file = SimpleUploadedFile("x.pdf", pdf(text.encode("utf-8", "replace").hex().encode()[:20]))
        file.name = text[:2000] or "x"
        _answered(client.post("/gioi-thieu-guong/", filled(files=[file])), text)
    _stored_well()


def test_every_string_to_units_curators_and_receipts(client: Client, curator: Client) -> None:
    nomination = make_nomination(email="")
    Nomination.objects.update(question="Hỏi gì?")
    receipt = "/" + receipt_url(nomination).split("/", 3)[3]
    asked = asking.ask(nomination, step="unit", addressee="HTX", email="", actor=None)
    question = "/" + question_url(asked).split("/", 3)[3]
    for text in [*NAUGHTY[::60], *OTHERS]:
        _answered(client.post(receipt, {"wish": "answer", "words": text}), text)
        _answered(client.post(question, {"answer": "no", "words": text, "answered_by": text}), text)
        _answered(
            curator.post(url_of("ask", nomination.pk), {"ask-step": text, "ask-addressee": text, "ask-email": text}),
            text,
        )
        _answered(curator.post(url_of("question", nomination.pk), {"question-question": text}), text)
        words = {"decide-to": "declined", "decide-reason": text, "decide-told": "", "decide-duplicate_of": text}
        _answered(curator.post(url_of("decide", nomination.pk), words), text)
        _answered(curator.get(url_of("index"), {"q": text[:3000], "loc": text[:100], "p": text[:50]}), text)


def _shown_once(html: str) -> None:
    assert "<script>alert(1)" not in html
    assert "&amp;lt;" not in html
    assert SCRIPT in unescape(html)


def test_it_is_shown_as_it_was_written_and_never_run(
    client: Client, curator: Client, django_capture_on_commit_callbacks
) -> None:
    given = dict.fromkeys(("name", "unit", "place_text", "since", "witnesses", "proposer_name"), SCRIPT)
    with django_capture_on_commit_callbacks(execute=True):
        nomination = approved(**given, deeds=f"{DEEDS} {SCRIPT}", files=1)
        other = make_nomination(**given, deeds=SCRIPT)
        asked = asking.ask(other, step="unit", addressee=SCRIPT, email="htx@example.vn", actor=None)
        confirm(other)
        decide(other, State.DECLINED, actor=None, reason=SCRIPT, told=f"{TOLD} {SCRIPT}")
    nomination.attachments.update(title=SCRIPT)
    for one in (nomination, other):
        _shown_once(client.get("/" + receipt_url(one).split("/", 3)[3]).content.decode())
        _shown_once(curator.get(url_of("detail", one.pk)).content.decode())
    _shown_once(curator.get(url_of("index"), {"loc": "tat-ca"}).content.decode())
    third = make_nomination(**given)
    asked = asking.ask(third, step="unit", addressee=SCRIPT, email="", actor=None)
    _shown_once(client.get("/" + question_url(asked).split("/", 3)[3]).content.decode())
    _shown_once(client.post("/gioi-thieu-guong/", filled(name="", deeds=SCRIPT * 2, unit=SCRIPT)).content.decode())
    assert mail.outbox
    for letter in mail.outbox:
        assert SCRIPT in letter.body
        assert "&lt;" not in letter.body
        assert "\n" not in letter.subject
    exemplar = make_exemplar(nomination, actor=None)
    assert exemplar.name == SCRIPT
    _shown_once(curator.get(f"/quan-tri/snippets/registry/exemplar/edit/{exemplar.pk}/").content.decode())
