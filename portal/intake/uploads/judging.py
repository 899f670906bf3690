"""Which file is taken: its content decides, the name somebody gave it says nothing."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

import filetype
from django.utils.translation import gettext as _

from portal.intake.uploads.office import check_office, office_kind
from portal.intake.uploads.papers import check_pdf
from portal.intake.uploads.pictures import check_picture, draw_anew
from portal.intake.uploads.refusing import Unfit
from portal.vietnamese.text import squash

MAX_BYTES = 10 * 1024 * 1024
TYPES = {
    "pdf": "application/pdf",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media type of each kind, by the ending files of it are kept under."""
PICTURES = frozenset({"jpg", "png", "webp"})
DOCUMENTS = frozenset({"pdf", "docx", "xlsx"})
ACCEPTED = frozenset({*PICTURES, "pdf", "docx"})
"""What readers may send."""

_HEAD = 8192
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Clean:
    """A file as it may be kept: its bytes, its kind (the ending), and a SHA-256 to know it again by."""

    data: bytes
    kind: str

    @property
    def digest(self) -> str:
        """64 hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def judge(file: IO[bytes], accepted: Collection[str] = ACCEPTED, most: int = MAX_BYTES) -> str:
    """Return of what kind a file is, one of ``accepted``. The file is read and put back to its beginning.

    Raises :class:`Unfit` for one that is empty, larger than ``most`` bytes, of another kind, cut short or dangerous to
    open: more than 40 megapixels, an archive that unpacks to too much, macros, XML entities, a PDF that runs programs.
    """
    return _judge(_read(file, most), accepted)


def clean(file: IO[bytes], accepted: Collection[str] = ACCEPTED) -> Clean:
    """Return a file as it may be kept: pictures drawn anew, upright, without EXIF (where, when, which camera).

    Raises :class:`Unfit` as :func:`judge` does.
    """
    data = _read(file, MAX_BYTES)
    kind = _judge(data, accepted)
    return Clean(draw_anew(data, kind) if kind in PICTURES else data, kind)


def accept_attribute(accepted: Collection[str] = ACCEPTED) -> str:
    """Return what a file field tells the browser to offer (".docx,.jpg,…"): a help, no check."""
    return ",".join(sorted(f".{kind}" for kind in {*accepted, *(("jpeg",) if "jpg" in accepted else ())}))


def shown_name(name: str) -> str:
    """Return the name somebody gave a file as it may be shown: one line, no folders, of bearable length."""
    bare = squash(PurePosixPath(name.replace("\\", "/")).name).strip(". ")
    if len(bare) > _LONGEST_NAME:
        stem, dot, ending = bare.rpartition(".")
        bare = f"{stem[: _LONGEST_NAME - 12]}…{dot}{ending[:10]}" if dot else f"{bare[: _LONGEST_NAME - 1]}…"
    return bare or _("tệp không tên")


def _read(file: IO[bytes], most: int) -> bytes:
    """Return the content of a file of bearable size."""
    file.seek(0)
    data = file.read(most + 1)
    file.seek(0)
    if len(data) > most:
        size = {"size": most // 1024 // 1024}
        raise Unfit(_("Tệp lớn hơn %(size)s MB. Hãy nén hoặc quét ở độ phân giải thấp hơn.") % size)
    if not data:
        raise Unfit(_("Tệp rỗng."))
    return data


def _judge(data: bytes, accepted: Collection[str]) -> str:
    kind = _kind(data)
    if kind not in accepted:
        raise Unfit(_what_is_taken(data, accepted))
    checks: dict[str, Callable[[bytes, str], None]] = {
        **dict.fromkeys(PICTURES, check_picture),
        "pdf": check_pdf,
        "docx": check_office,
        "xlsx": check_office,
    }
    checks[kind](data, kind)
    return kind


def _kind(data: bytes) -> str:
    """Return the kind the content begins as; "" for what is none of ours."""
    guess = filetype.guess_extension(data[:_HEAD])
    if data.startswith(b"PK\x03\x04"):
        # Of archives only the list of parts tells, and it stands at the end.
        return office_kind(io.BytesIO(data))
    if guess == "pdf":
        return "pdf" if data.startswith(b"%PDF-") else ""
    return guess if guess in PICTURES else ""


def _what_is_taken(data: bytes, accepted: Collection[str]) -> str:
    if data.startswith(_OLE):
        return _(
            "Tệp Office kiểu cũ (.doc, .xls) hoặc có mật khẩu. Hãy bỏ mật khẩu và lưu thành .docx, .xlsx hoặc PDF."
        )
    names = {"jpg": "JPEG"}
    kinds = ", ".join(names.get(kind, kind.upper()) for kind in TYPES if kind in accepted)
    return _("Chỉ nhận %(kinds)s (không có macro). Nội dung tệp này khác.") % {"kinds": kinds}
