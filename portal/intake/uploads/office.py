"""Word and Excel files: archives that unpack to something bearable, without macros and XML entities."""

from __future__ import annotations

import io
import zipfile
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext as _

from portal.intake.uploads.broken import BROKEN_ARCHIVE, BROKEN_XML
from portal.intake.uploads.refusing import Unfit

MAX_UNPACKED = 100 * 1024 * 1024
MAX_ENTRIES = 2_000
MAX_RATIO = 100
RATIO_FLOOR = 1024 * 1024
"""Short parts of repeated markup compress well and harm nobody: the ratio counts from here."""
MAX_XML = 30 * 1024 * 1024
_PACKED_BY_OFFICE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MAIN = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def office_kind(file: IO[bytes]) -> str:
    """Return "docx" or "xlsx" by the parts an archive lists; "" for any other archive, and for one with macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except BROKEN_ARCHIVE:
        return ""
    if any("vbaproject" in name.lower() for name in names):
        return ""
    return next((kind for kind, main in _MAIN.items() if main in names), "")


def check_office(data: bytes, kind: str) -> None:
    """Raise :class:`Unfit` for an archive that is no honest Word or Excel file."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_packing(archive.infolist())
            _check_sizes(archive.infolist())
            _check_parts(archive)
            _check_whole(data, archive)
    except Unfit:
        raise
    except BROKEN_ARCHIVE as error:
        raise Unfit(_broken()) from error


def _check_packing(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse parts packed as no Office program packs them, before anything unpacks them."""
    if any(entry.compress_type not in _PACKED_BY_OFFICE for entry in entries):
        raise Unfit(_broken())


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Judge by the sizes the archive declares; zipfile never unpacks more than was declared."""
    if len(entries) > MAX_ENTRIES:
        raise Unfit(_("Tệp Office có quá nhiều phần bên trong (hơn 2.000)."))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise Unfit(_("Tệp Office bung ra quá 100 MB."))
    for entry in entries:
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Unfit(_("Tệp Office nén bất thường: có thể là bom nén."))


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in archive.infolist()]
    if len(set(names)) != len(names) or "[Content_Types].xml" not in names:
        # Two parts of one name: what one program checks is not what the next one reads.
        raise Unfit(_broken())
    if b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise Unfit(_("Tệp Office có macro. Hãy lưu thành .docx, .xlsx không có macro."))
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            if entry.file_size > MAX_XML:
                raise Unfit(_("Tệp Office có phần quá lớn."))
            _check_xml(archive.read(entry))


def _check_xml(part: bytes) -> None:
    """Office programs never write a document type; whoever does wants entities expanded or files fetched."""

    def refuse(*_args: object) -> None:
        raise Unfit(_("Tệp Office khai báo thực thể XML: không nhận."))

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except BROKEN_XML as error:
        raise Unfit(_broken()) from error


def _check_whole(data: bytes, archive: zipfile.ZipFile) -> None:
    """Refuse a file that is something else before or after the archive, and parts whose sums do not fit."""
    if min(entry.header_offset for entry in archive.infolist()) != 0 or archive.testzip() is not None:
        raise Unfit(_broken())


def _broken() -> str:
    return _("Tệp Office bị hỏng, có mật khẩu hoặc chưa tải lên hết.")
