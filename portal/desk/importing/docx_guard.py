"""Looks into a Word file before it is opened: archive bombs, macros, entities, passwords."""

from __future__ import annotations

import io
import zipfile
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from portal.base.refusal import Refusal
from portal.intake.uploads.broken import BROKEN_ARCHIVE, BROKEN_XML

from .limits import (
    MAX_ARCHIVE_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MAX_XML_ELEMENTS,
    MAX_XML_PART_BYTES,
    MEGABYTE,
    RATIO_FLOOR_BYTES,
)

_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = _("tệp Word bị hỏng, không mở được")


def guard_docx(data: bytes) -> None:
    """Raise :class:`Refusal` unless ``data`` is a Word file that is safe to open."""
    if data.startswith(_OLD_WORD):
        raise Refusal(_("tệp Word kiểu cũ (.doc) hoặc có mật khẩu; hãy mở bằng Word, bỏ mật khẩu và lưu thành .docx"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive.infolist())
            _check_parts(archive)
    except Refusal:
        raise
    except BROKEN_ARCHIVE as error:
        raise Refusal(str(_BROKEN)) from error


def _check_sizes(entries: list[zipfile.ZipInfo]) -> None:
    """Judge by the sizes the archive declares; zipfile never unpacks more than was declared."""
    if len(entries) > MAX_ARCHIVE_ENTRIES:
        raise Refusal(
            _("tệp Word có %(count)s phần bên trong, quá mức %(limit)s")
            % {"count": len(entries), "limit": MAX_ARCHIVE_ENTRIES}
        )
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED_BYTES:
        raise Refusal(
            _("tệp Word bung ra %(size)d MB, quá mức %(limit)d MB")
            % {"size": unpacked / MEGABYTE, "limit": MAX_UNPACKED_BYTES / MEGABYTE}
        )
    for entry in entries:
        if entry.file_size > RATIO_FLOOR_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refusal(_("tệp Word nén bất thường (quá %(limit)s lần): có thể là bom nén") % {"limit": MAX_RATIO})


def _check_parts(archive: zipfile.ZipFile) -> None:
    names = [entry.filename for entry in archive.infolist()]
    if len(set(names)) != len(names):
        # Two parts of one name: what one program checks is not what the next one reads.
        raise Refusal(str(_BROKEN))
    if "[Content_Types].xml" not in names or not any(
        name.endswith("document.xml") or name.startswith("word/") for name in names
    ):
        raise Refusal(_("không phải tệp Word (.docx)"))
    if any(name.lower().endswith("vbaproject.bin") for name in names) or b"macroEnabled" in archive.read(
        "[Content_Types].xml"
    ):
        raise Refusal(_("tệp Word có macro; hãy lưu thành .docx không có macro"))
    for entry in archive.infolist():
        if entry.filename.lower().endswith((".xml", ".rels")):
            if entry.file_size > MAX_XML_PART_BYTES:
                raise Refusal(_("phần «%(name)s» của tệp Word quá lớn") % {"name": entry.filename})
            _check_xml(archive.read(entry), entry.filename)


def _check_xml(data: bytes, name: str) -> None:
    """Word never writes a document type; whoever does wants entities expanded or files fetched."""

    def refuse(*_args: object) -> None:
        raise Refusal(_("phần «%(name)s» của tệp Word khai báo thực thể XML: không nhận") % {"name": name})

    count = 0

    def count_elements(*_args: object) -> None:
        nonlocal count
        count += 1
        if count > MAX_XML_ELEMENTS:
            raise Refusal(_("phần «%(name)s» của tệp Word quá lớn") % {"name": name})

    parser = expat.ParserCreate()
    parser.StartElementHandler = count_elements
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except BROKEN_XML as error:
        raise Refusal(str(_BROKEN)) from error
