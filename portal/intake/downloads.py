"""Handing out a private file, to somebody whose right to it the view has checked."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from portal.intake.uploads import TYPES


def content_type(stored_name: str) -> str:
    """Return the media type of a kept file, by the ending its content gave it."""
    return TYPES.get(stored_name.rsplit(".", 1)[-1], "application/octet-stream")


def download(file: FieldFile, name: str) -> FileResponse:
    """Return a private file as a download: never shown inside a page, never kept in a cache, its type not guessed at.

    Raises ``Http404`` for one whose file is gone.
    """
    try:
        stream = file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    response = FileResponse(stream, as_attachment=True, filename=name, content_type=content_type(file.name))
    response.headers["Cache-Control"] = "no-store, private"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
