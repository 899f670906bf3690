"""Readers take the list they see away as a file."""

from __future__ import annotations

import tempfile

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from exemplars.registry import listing
from exemplars.registry.transfer import public_list

WORKBOOK_ROWS = 10_000
"""A workbook is made whole before its first byte leaves; a longer list goes out as CSV, row by row."""
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def export(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Return the public exemplars that the address asks for, as a file; asked for in the same words as the list."""
    asked = listing.read(request.GET)
    if suffix == "xlsx" and asked.count > WORKBOOK_ROWS:
        query = f"?{asked.keep}" if asked.keep else ""
        return HttpResponseRedirect(reverse("exemplar_export", args=["csv"]) + query)
    response = _head(suffix) if request.method == "HEAD" else _file(asked, suffix)
    name = f"guong-dien-hinh-{timezone.localdate():%Y-%m-%d}.{suffix}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    # A copy kept on the way would outlive a withdrawal.
    response["Cache-Control"] = "no-store"
    response["X-Accel-Expires"] = "0"
    response["X-Robots-Tag"] = "noindex"
    return response


def _head(suffix: str) -> HttpResponse:
    return HttpResponse(content_type=TYPES[suffix])


def _file(asked: listing.Asked, suffix: str) -> HttpResponseBase:
    rows = asked.rows()
    if suffix == "csv":
        return StreamingHttpResponse(public_list.csv_lines(rows), content_type=TYPES[suffix])
    if suffix == "json":
        return StreamingHttpResponse(public_list.json_lines(rows), content_type=TYPES[suffix])
    stream = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
    public_list.write_workbook(rows, stream)
    stream.seek(0)
    return FileResponse(stream, content_type=TYPES[suffix])
