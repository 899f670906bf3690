"""While nothing can be kept, a reader's form gives back what was written; with a real database: tests/comments."""

from __future__ import annotations

import errno
import html
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from portal.intake.away import MOST_CHARACTERS, MOST_FIELDS
from portal.intake.guard import reader_form
from portal.intake.uploading import MOST_WORDS
from tests.intake.hostile import BROKEN, NAUGHTY, OTHERS
from tests.intake.test_forms import Letter

FULL = OSError(errno.ENOSPC, "No space left on device")
AWAY = (OperationalError("database is locked"), InterfaceError("connection already closed"), FULL)
INPUT = re.compile(r'<(?:input|textarea)[^>]* name="([^"]*)"(?: value="([^"]*)"|[^>]*>\n([^<]*)</textarea>)')


def form_raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @reader_form(asks=(Letter,))
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return view


def posted(fields: Any, error: Exception = AWAY[0], **headers: str) -> HttpResponse:
    return form_raising(error)(RequestFactory().post("/thu/?a=1&b=2", fields, **headers))


def given_back(response: Any) -> dict[str, str]:
    """Return the fields of the page's form."""
    found = INPUT.findall(response.content.decode())
    return {name: html.unescape(value or text) for name, value, text in found}


@pytest.mark.parametrize("error", AWAY, ids=lambda error: type(error).__name__)
def test_a_form_that_cannot_be_kept_comes_back_with_its_words(error: Exception) -> None:
    sent = {"name": "Lê An", "text": "Dòng một\n\nDòng hai <b>", "submit_key": "f" * 32, "kind": ["a", "b"]}
    response = posted(sent, error)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "no-store" in response["Cache-Control"]
    assert 'action="/thu/?a=1&amp;b=2"' in page
    assert re.search(r'<label for="([\w-]+)">Lời</label>\s*<textarea id="\1" name="text"', page)
    assert re.search(r'<label for="([\w-]+)">Tên</label>\s*<input id="\1" type="text" name="name" value="Lê An"', page)
    assert [page.count(f'type="hidden" name="kind" value="{value}"') for value in "ab"] == [1, 1]
    assert given_back(response) | {"kind": ["a", "b"]} == sent


@pytest.mark.parametrize("error", [OSError(errno.ECONNREFUSED, "refused"), ValueError("x")])
def test_other_errors_are_not_covered_up(error: Exception) -> None:
    with pytest.raises(type(error)):
        posted({}, error)


def test_opening_a_form_meanwhile_says_when_to_come_back() -> None:
    response = form_raising(AWAY[0])(RequestFactory().get("/thu/"))
    assert (response.status_code, response["Retry-After"]) == (503, "120")
    assert "<form" not in response.content.decode()
    assert 'href="/thu/"' in response.content.decode()


def test_a_script_is_told_in_its_own_language() -> None:
    for headers in ({"HTTP_ACCEPT": "application/json"}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}):
        response = posted({"text": "x"}, **headers)
        assert (response.status_code, response["Content-Type"]) == (503, "application/json")


def test_what_comes_back_is_text_and_has_an_end() -> None:
    for raw in [*NAUGHTY[::10], *OTHERS, *BROKEN]:
        sent = urlencode({"text": raw, raw[:200]: "x"}, errors="surrogatepass")
        response = posted(sent, content_type="application/x-www-form-urlencoded")
        # What is far too long is refused before anybody asks the database.
        assert response.status_code == (413 if len(sent) > MOST_WORDS else 503)
        assert len(response.content) < 10 * MOST_CHARACTERS
        assert "<script>alert" not in response.content.decode()
    many = posted({f"o{number}": "x" for number in range(MOST_FIELDS * 2)})
    assert len(given_back(many)) == MOST_FIELDS
    for page in (many, posted({"text": "x" * (MOST_CHARACTERS + 1), "name": "Lê An"})):
        assert "không giữ lại được" in page.content.decode()


def test_files_are_asked_for_again_and_never_come_back() -> None:
    page = posted({"text": "Có tệp.", "files": SimpleUploadedFile("a.txt", b"BI-MAT")}).content.decode()
    assert 'enctype="multipart/form-data"' in page
    assert re.search(r'<input id="tep-1" type="file" name="files"', page)
    assert "Tệp đính kèm không giữ lại được" in page
    assert "BI-MAT" not in page


@pytest.mark.parametrize(
    "step",
    [
        "TemporaryUploadedFile",
        "TemporaryFileUploadHandler.receive_data_chunk",
        "TemporaryFileUploadHandler.file_complete",
    ],
)
def test_a_file_without_room_on_the_disk_loses_no_word(step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*args: Any, **kwargs: Any) -> None:
        raise FULL

    handlers = "django.core.files.uploadhandler"
    monkeypatch.setattr(f"{handlers}.{step}", full)
    monkeypatch.setattr(f"{handlers}.MemoryFileUploadHandler.handle_raw_input", _never_in_memory)
    response = posted({"files": SimpleUploadedFile("a.txt", b"x" * 200_000), "text": "Có tệp."}, ValueError("reached"))
    assert response.status_code == 503
    assert given_back(response)["text"] == "Có tệp."
    assert 'type="file"' in response.content.decode()


def _never_in_memory(handler: Any, *args: Any, **kwargs: Any) -> None:
    handler.activated = False
