"""Looks into a workbook before it is opened: archive bombs, passwords, macros, entities, formulas, merged cells."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from django.utils.translation import gettext as _

from portal.base.refusal import Refusal
from portal.intake.uploads.broken import BROKEN_ARCHIVE, BROKEN_XML

MEGABYTE = 1024 * 1024
MAX_BYTES = 20 * MEGABYTE
MAX_UNPACKED = 150 * MEGABYTE
MAX_ENTRIES = 1000
MAX_RATIO = 200
RATIO_FLOOR = 4 * MEGABYTE
"""Below this size a high ratio harms nobody: rows of a sheet are alike."""
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MERGED = re.compile(rb'<mergeCell [^>]*ref="([A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7})"')
_FORMULA = re.compile(rb"<f[ >/]")
_CHUNK = 1 << 16
_OVERLAP = 80


class Looked(NamedTuple):
    """What a look into the sheets found."""

    has_formulas: bool
    merged: dict[str, list[str]]
    """Merged ranges by the part of the archive ("xl/worksheets/sheet1.xml")."""


def guard_workbook(path: Path, *, whole_copy: bool = False) -> Looked:
    """Raise ``Refusal`` unless the file is a workbook that is safe to open.

    A copy of the whole registry (``whole_copy``, read by a technician's command) may be larger than a list.
    """
    if not whole_copy and path.stat().st_size > MAX_BYTES:
        raise Refusal(_("Tệp lớn hơn %s MB; hãy chia thành nhiều tệp.") % (MAX_BYTES // MEGABYTE))
    with path.open("rb") as stream:
        if stream.read(8) == _OLD_OR_LOCKED:
            raise Refusal(
                _("Tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu và lưu thành .xlsx.")
            )
    try:
        with zipfile.ZipFile(path) as archive:
            _check_entries(archive.infolist(), 10 if whole_copy else 1)
            return _look(archive)
    except BROKEN_ARCHIVE as error:
        raise Refusal(_("Tệp không phải .xlsx hoặc đã hỏng, không mở được.")) from error


def _check_entries(entries: list[zipfile.ZipInfo], times: int) -> None:
    """Judge by the sizes the archive declares; zipfile never unpacks more than was declared."""
    names = [entry.filename for entry in entries]
    if len(names) > MAX_ENTRIES or len(set(names)) != len(names):
        raise Refusal(_("Tệp Excel có cấu trúc bất thường; không nhận."))
    if "xl/workbook.xml" not in names:
        raise Refusal(_("Tệp không phải bảng tính Excel (.xlsx)."))
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refusal(_("Tệp Excel có macro; hãy lưu thành .xlsx không có macro."))
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED * times:
        raise Refusal(_("Tệp Excel bung ra quá %s MB; không nhận.") % (MAX_UNPACKED * times // MEGABYTE))
    for entry in entries:
        if entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise Refusal(_("Tệp Excel nén bất thường (quá %s lần): có thể là bom nén.") % MAX_RATIO)


def _look(archive: zipfile.ZipFile) -> Looked:
    has_formulas, merged = False, {}
    for entry in archive.infolist():
        if not entry.filename.lower().endswith((".xml", ".rels")):
            continue
        _check_prolog(archive, entry)
        if entry.filename.startswith("xl/worksheets/"):
            formulas, ranges = _scan(archive, entry)
            has_formulas |= formulas
            merged[entry.filename] = ranges
    return Looked(has_formulas, merged)


def _check_prolog(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Excel never writes a document type; whoever does wants entities expanded or files fetched."""
    state = {"begun": False}

    def refuse(*_args: object) -> None:
        raise Refusal(_("Tệp Excel khai báo thực thể XML; không nhận."))

    def begin(*_args: object) -> None:
        state["begun"] = True

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    try:
        with archive.open(entry) as stream:
            while not state["begun"] and (chunk := stream.read(4096)):
                parser.Parse(chunk, False)
    except BROKEN_XML as error:
        raise Refusal(_("Tệp không phải .xlsx hoặc đã hỏng, không mở được.")) from error


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> tuple[bool, list[str]]:
    formulas, ranges, tail = False, [], b""
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            formulas = formulas or bool(_FORMULA.search(text))
            if len(ranges) < 1000:
                ranges += [found.decode() for found in _MERGED.findall(text)]
            tail = text[-_OVERLAP:]
    return formulas, list(dict.fromkeys(ranges))
