"""Taking files in while the disk may be full: the words sent with them are read all the same."""

from __future__ import annotations

import errno
from typing import Any

from django.core.files.uploadhandler import (
    FileUploadHandler,
    MemoryFileUploadHandler,
    SkipFile,
    TemporaryFileUploadHandler,
)
from django.http import HttpRequest

from portal.vietnamese.numbers import whole_number

MOST_BYTES = 55 * 1024 * 1024
"""Of one request: five files of 10 MB and the words. Of a heavier one the words alone are read."""
MOST_PASSED_OVER = 2 * MOST_BYTES
"""Of a request whose files are too heavy, as nginx lets it through. One heavier still is not read at all.

Passing a file over costs neither memory nor disk, a second for a hundred megabytes.
"""
MOST_WORDS = 1024 * 1024
"""Bytes of a form without files; the longest of ours, filled to the brim with Vietnamese, is a twentieth of it.

Reading one of 9 MB, every byte of it written as ``%C3``, takes a second and 700 MB of memory.
"""


def has_too_many_words(request: HttpRequest) -> bool:
    """Tell whether a form without files is longer than any honest one, before anything of it is read."""
    length = _length(request)
    return request.content_type == "application/x-www-form-urlencoded" and (length is None or length > MOST_WORDS)


def _length(request: HttpRequest) -> int | None:
    """Return how many bytes a request says it has; None when that is no number."""
    return whole_number(request.META.get("CONTENT_LENGTH") or "0", 18)


def has_no_room(error: OSError) -> bool:
    """Tell whether an error says that a disk, or our share of it, is full."""
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


class NoRoomHandler(TemporaryFileUploadHandler):
    """Large files go to the disk, as ever; one that finds no room there is passed over and noted."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.lost: list[str] = []

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file. Raises ``SkipFile`` when there is no room."""
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._pass_over(error)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write a piece of it. Raises ``SkipFile`` when there is no room."""
        try:
            super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._pass_over(error)

    def file_complete(self, file_size: int) -> Any:
        """Return the file; None when its end found no room."""
        try:
            return super().file_complete(file_size)
        except OSError as error:
            self._note(error)
            return None

    def _pass_over(self, error: OSError) -> None:
        self._note(error)
        raise SkipFile from error

    def _note(self, error: OSError) -> None:
        if not has_no_room(error):
            raise error
        self.lost.append(self.field_name)


class PassOverHandler(FileUploadHandler):
    """No file is taken; what stands between them is read."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Raise ``SkipFile``."""
        raise SkipFile

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never asked."""

    def file_complete(self, file_size: int) -> None:
        """Never asked."""


def is_too_heavy(request: HttpRequest) -> bool:
    """Tell whether a form has more in its files than is taken; its words are in ``request.POST`` or were not read."""
    length = _length(request)
    return length is None or length > MOST_BYTES


def has_words(request: HttpRequest) -> bool:
    """Tell whether the words of a form that is too heavy were read."""
    return hasattr(request, "_files")


def read_form(request: HttpRequest) -> None:
    """Read a form with files before its view does. Raises ``OSError`` (no space) when a file had no room.

    By then the words are in ``request.POST``: they can be given back.
    """
    if request.content_type != "multipart/form-data" or hasattr(request, "_files"):
        return
    if is_too_heavy(request):
        _read_words(request)
        return
    handler = NoRoomHandler(request)
    request.upload_handlers = [MemoryFileUploadHandler(request), handler]
    request._no_room = handler
    request.POST  # noqa: B018 - asking for it reads it
    if handler.lost:
        raise OSError(errno.ENOSPC, "No room for an uploaded file")


def _read_words(request: HttpRequest) -> None:
    length = _length(request)
    if length is not None and length <= MOST_PASSED_OVER:
        request.upload_handlers = [PassOverHandler(request)]
        request.POST  # noqa: B018 - asking for it reads it


def lost_files(request: HttpRequest) -> list[str]:
    """Return the names of the fields whose files had no room."""
    handler = getattr(request, "_no_room", None)
    return handler.lost if handler else []
