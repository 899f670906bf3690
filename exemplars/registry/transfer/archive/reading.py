"""The tables of a full copy, read row by row."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Protocol

from django.utils.translation import gettext as _
from openpyxl import load_workbook

from exemplars.registry.transfer.archive.writing import ABOUT, ABOUT_SHEET, FORMAT, VERSION, entry_of
from exemplars.registry.transfer.formats import csv_file, workbook
from portal.base.refusal import Refusal
from portal.intake.uploads.broken import BROKEN_ARCHIVE

MOST_ROWS = 1_048_576
WIDEST = 80
_LINE = 4 * 1024 * 1024


class Copy(Protocol):
    """A full copy that can be read: rows of a table as ``{heading: cell}``, and the files that came along."""

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a table; none for a table the copy does not have."""

    def file(self, name: str) -> IO[bytes] | None:
        """Return a picture or paper, None when the copy has it not."""


def open_copy(path: Path) -> Copy | None:
    """Return the full copy in a file; None when it is some other file (a list). Raises ``Refusal``."""
    suffix = path.suffix.lower()
    if suffix == ".json":
        return JsonCopy(path)
    if suffix == ".zip":
        return ZipCopy(path)
    if suffix == ".xlsx":
        return WorkbookCopy.of(path)
    return None


def _check(about: Any) -> None:
    if not isinstance(about, dict) or about.get("format") != FORMAT:
        raise Refusal(_("Tệp không phải bản sao sổ gương điển hình."))
    if about.get("version") != VERSION:
        raise Refusal(_("Bản sao thuộc phiên bản khác (%s), cổng này không đọc được.") % about.get("version"))


class JsonCopy:
    """A JSON file as ``write_json`` wrote it: one row, one line."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._starts: dict[str, int] = {}
        try:
            with path.open("rb") as stream:
                _check(json.loads(stream.readline(_LINE).decode("utf-8-sig") + "}}"))
                while line := stream.readline(_LINE):
                    if line.startswith(b'"'):
                        name = json.loads(line[: line.rindex(b":")])
                        self._starts[name] = stream.tell()
        except ValueError as error:
            raise Refusal(_("Tệp JSON không đúng dạng bản sao sổ gương điển hình.")) from error

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a table."""
        if sheet not in self._starts:
            return
        with self._path.open("rb") as stream:
            stream.seek(self._starts[sheet])
            while (line := stream.readline(_LINE)) and not line.startswith(b"]"):
                row = _json_row(line)
                if row is not None:
                    yield row

    def file(self, name: str) -> IO[bytes] | None:
        """None: JSON carries no files."""
        return None


def _json_row(line: bytes) -> dict[str, Any] | None:
    text = line.strip().rstrip(b",")
    try:
        row = json.loads(text) if text else None
    except ValueError as error:
        raise Refusal(_("Tệp JSON hỏng ở dòng: %s") % text[:80].decode("utf-8", "replace")) from error
    if row is not None and not isinstance(row, dict):
        raise Refusal(_("Tệp JSON hỏng ở dòng: %s") % text[:80].decode("utf-8", "replace"))
    return row


class ZipCopy:
    """A ZIP of CSV files with the pictures and papers."""

    def __init__(self, path: Path) -> None:
        try:
            self._archive = zipfile.ZipFile(path)
            with self._archive.open(ABOUT) as about:
                _check(json.loads(about.read(10_000)))
        except (*BROKEN_ARCHIVE, KeyError) as error:
            raise Refusal(_("Tệp ZIP hỏng hoặc không phải bản sao sổ gương điển hình.")) from error

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a table."""
        name = entry_of(sheet)
        if name not in self._archive.NameToInfo:
            return
        csv.field_size_limit(_LINE)
        try:
            with self._archive.open(name) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as text:
                rows = csv_file.read_rows(text)
                headings = next(rows, [])
                for row in rows:
                    yield dict(zip(headings, row, strict=False))
        except (*BROKEN_ARCHIVE, csv.Error) as error:
            raise Refusal(_("Tệp %s trong ZIP bị hỏng.") % name) from error

    def file(self, name: str) -> IO[bytes] | None:
        """Return a picture or paper."""
        return self._archive.open(name) if name in self._archive.NameToInfo else None


class WorkbookCopy:
    """A workbook with a sheet for each table."""

    def __init__(self, book: Any) -> None:
        self._book = book

    @classmethod
    def of(cls, path: Path) -> WorkbookCopy | None:
        """Return the copy; None for a workbook that is a list. Raises ``Refusal``."""
        from exemplars.registry.transfer.sheets.guard import guard_workbook

        guard_workbook(path, whole_copy=True)
        book = load_workbook(path, read_only=True, data_only=True)
        if ABOUT_SHEET not in book.sheetnames:
            book.close()
            return None
        rows = list(workbook.read_rows(book[ABOUT_SHEET], 2, 2))
        _check(dict(zip(*rows, strict=False)) if len(rows) == 2 else None)
        return cls(book)

    def rows(self, sheet: str) -> Iterator[dict[str, Any]]:
        """Return the rows of a table."""
        if sheet not in self._book.sheetnames:
            return
        rows = workbook.read_rows(self._book[sheet], WIDEST, MOST_ROWS)
        headings = next(rows, [])
        for row in rows:
            yield {name: cell for name, cell in zip(headings, row, strict=False) if name}

    def file(self, name: str) -> IO[bytes] | None:
        """None: a workbook carries no files."""
        return None
