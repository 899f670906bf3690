"""The page for when nothing can be kept, neither in the database nor on the disk: what a reader wrote stands on it.

It needs no query. Its form sends the very same fields to the same address, the key of the submission among them, so
that what was stored after all is found and not stored twice.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portal.intake.forms import GuardedForm
from portal.intake.uploading import has_no_room, lost_files
from portal.intake.words import Refused, clean

SECONDS_TO_WAIT = 120
MOST_FIELDS = 60
MOST_CHARACTERS = 40_000
"""Of all fields together; the longest form of ours holds 7,000."""
LONGEST_NAME = 60
MOST_FILE_FIELDS = 5
ONE_LINE = 100
"""Characters beyond which a text is shown in a box of several lines, whatever its field."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Kept:
    """A field as it was sent. Without a label it is shown to nobody: keys, and the codes of what was chosen."""

    name: str
    value: str
    label: str = ""
    is_long: bool = False


def is_away(error: Exception) -> bool:
    """Tell whether an error means that nothing can be kept just now: no database, a locked one, or a full disk."""
    if isinstance(error, OSError):
        return has_no_room(error)
    return isinstance(error, (OperationalError, InterfaceError))


def away(request: HttpRequest, asks: Sequence[type[forms.Form]] = ()) -> HttpResponse:
    """Return the answer with status 503; ``asks`` are the forms whose labels the texts are shown under."""
    # Which error it was is for the technician; what the reader wrote is in no log.
    log.exception("A reader's form could not be served")
    if _comes_from_script(request):
        said = _("Cổng đang tạm gián đoạn, chưa nhận được nội dung. Xin thử lại sau hai phút.")
        response: HttpResponse = JsonResponse({"problem": said}, status=503, json_dumps_params={"ensure_ascii": False})
    else:
        response = HttpResponse(render_to_string("intake/away.html", _context(request, asks)), status=503)
    response["Retry-After"] = str(SECONDS_TO_WAIT)
    response["Cache-Control"] = "no-store"
    # The address may be that of a receipt, which is its key.
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _comes_from_script(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "")
    asks_for_data = "application/json" in accepts and "text/html" not in accepts
    return asks_for_data or request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _context(request: HttpRequest, asks: Sequence[type[forms.Form]]) -> dict[str, Any]:
    context: dict[str, Any] = {"address": request.get_full_path(), "is_post": request.method == "POST"}
    if request.method != "POST":
        return context
    posted = _posted(request)
    fields = list(_kept(posted, _labels(asks)))
    files = [*getattr(request, "_files", ()), *lost_files(request)]
    return context | {
        "fields": fields,
        "is_whole": len(fields) == sum(len(values) for _name, values in posted),
        "has_key": any(field.name == "submit_key" for field in fields),
        "files": [name for name in dict.fromkeys(files) if len(name) <= LONGEST_NAME][:MOST_FILE_FIELDS],
    }


def _posted(request: HttpRequest) -> list[tuple[str, list[str]]]:
    try:
        return list(request.POST.lists())
    except (SuspiciousOperation, MultiPartParserError, RawPostDataException, OSError):
        # Broken, too big, or torn off on the way: there is nothing to give back.
        return []


def _labels(asks: Sequence[type[forms.Form]]) -> dict[str, tuple[str, bool]]:
    """Return label, and whether it has several lines, of every field in which a reader writes."""
    labels = {}
    for form in asks:
        for name, field in form.base_fields.items():
            several = isinstance(field.widget, forms.Textarea)
            writes = several or getattr(field.widget, "input_type", "") in ("text", "email")
            if writes and field.label and name not in GuardedForm.base_fields:
                labels[name] = (str(field.label), several)
    return labels


def _kept(posted: list[tuple[str, list[str]]], labels: dict[str, tuple[str, bool]]) -> Iterator[Kept]:
    left = MOST_CHARACTERS
    pairs = [(name, value) for name, values in posted for value in values]
    for name, raw in pairs[:MOST_FIELDS]:
        try:
            name, value = clean(name, most=LONGEST_NAME, least=1, lines=False), clean(raw, most=left)
        except Refused:
            continue
        left -= len(value)
        label, several = labels.get(name, ("", False))
        yield Kept(name, value, label, several or len(value) > ONE_LINE or "\n" in value)
