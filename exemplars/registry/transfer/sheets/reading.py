"""A list as rows of cells, whatever file it came in; read row by row."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from exemplars.registry.transfer.formats import workbook
from exemplars.registry.transfer.printed import unguard
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.guard import MAX_BYTES, MEGABYTE, guard_workbook
from portal.base.encoding import decode
from portal.base.refusal import Refusal
from portal.vietnamese.text import squash

MOST_ROWS = 20_000
WIDEST = 100
HEADINGS_WITHIN = 20
"""Rows in which the headings are looked for: a title, the office's name and a date stand above them."""
_LONGEST_CELL = 100_000


class Formula:
    """A cell that calculates and was saved without its result."""


@dataclass
class Sheet:
    """A list: its headings, the number of the row they stand in, what to warn of, and its rows with their numbers."""

    headings: list[str]
    heading_row: int
    rows: Iterator[tuple[int, list[Any]]]
    warnings: list[str] = field(default_factory=list)


def cell_name(position: int, row: int) -> str:
    """Return what a spreadsheet calls a cell: C12."""
    return f"{get_column_letter(position + 1)}{row}"


def open_sheet(path: Path, name: str) -> Sheet:
    """Return the list in a file called ``name``. Raises ``Refusal``."""
    suffix = Path(name).suffix.lower()
    if suffix == ".xlsx":
        return _sheet(*_workbook_rows(path))
    if suffix in (".csv", ".txt", ".tsv"):
        return _sheet(_csv_rows(path), [])
    if suffix in (".xls", ".xlsm", ".xlsb", ".ods"):
        raise Refusal(_("Tệp %s không đọc được; hãy mở bằng Excel và lưu thành .xlsx hoặc .csv.") % suffix)
    raise Refusal(_("Chỉ nhận tệp .xlsx hoặc .csv."))


def _sheet(rows: Iterator[list[Any]], warnings: list[str]) -> Sheet:
    top = list(islice(rows, HEADINGS_WITHIN))
    best = max(range(len(top)), key=lambda at: (len(columns.match(top[at]).columns), -at), default=None)
    if best is None:
        raise Refusal(_("Tệp không có dòng nào."))
    headings = [squash(str(cell)) if cell is not None else "" for cell in top[best]]
    if len(headings) >= WIDEST and headings[-1]:
        raise Refusal(_("Tệp có từ %s cột trở lên; danh sách gương chỉ cần vài chục cột.") % WIDEST)
    while headings and not headings[-1]:
        headings.pop()
    if not columns.match(headings).columns:
        raise Refusal(_("Không tìm thấy dòng tiêu đề cột nào quen thuộc, như “Họ và tên”, trong 20 dòng đầu."))
    return Sheet(headings, best + 1, _numbered(top, best, rows), warnings)


def _numbered(top: list[list[Any]], best: int, rest: Iterator[list[Any]]) -> Iterator[tuple[int, list[Any]]]:
    number = best + 1
    for cells in top[best + 1 :]:
        number += 1
        if any(cell not in (None, "") for cell in cells):
            yield number, cells
    for cells in rest:
        number += 1
        if number > MOST_ROWS:
            if any(cell not in (None, "") for cell in cells):
                raise Refusal(_("Danh sách dài hơn %s dòng; hãy chia thành nhiều tệp.") % MOST_ROWS)
            continue
        if any(cell not in (None, "") for cell in cells):
            yield number, cells


def _workbook_rows(path: Path) -> tuple[Iterator[list[Any]], list[str]]:
    looked = guard_workbook(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        part = sheet._worksheet_path
    except Exception as error:
        # Whatever is wrong inside, the person only needs to know that Excel should write the file anew.
        raise Refusal(_("Tệp Excel hỏng, không đọc được; hãy mở bằng Excel và lưu lại.")) from error
    merged = looked.merged.get(part.lstrip("/"), [])
    warnings = []
    if merged:
        shown = ", ".join(merged[:5]) + (" …" if len(merged) > 5 else "")
        warnings.append(
            _("Trang tính có ô gộp (%s): chỉ ô đầu của mỗi vùng có giá trị, các ô sau coi như trống.") % shown
        )
    if len(book.worksheets) > 1:
        warnings.append(_("Tệp có nhiều trang tính; chỉ đọc trang đầu, “%s”.") % sheet.title)
    return _cells(path, sheet, looked.has_formulas), warnings


def _cells(path: Path, sheet: Any, has_formulas: bool) -> Iterator[list[Any]]:
    rows = workbook.read_rows(sheet, WIDEST, MOST_ROWS + 1)
    try:
        if not has_formulas:
            yield from rows
            return
        # The same sheet once more as it was typed: it tells an empty cell from one that was never calculated.
        typed = load_workbook(path, read_only=True).worksheets[0]
        for cells, sources in zip_longest(rows, workbook.read_rows(typed, WIDEST, MOST_ROWS + 1), fillvalue=()):
            yield [_calculated(cell, source) for cell, source in zip_longest(cells, sources)]
    except Refusal:
        raise
    except Exception as error:
        raise Refusal(_("Tệp Excel hỏng, không đọc được; hãy mở bằng Excel và lưu lại.")) from error


def _calculated(cell: Any, source: Any) -> Any:
    is_formula = isinstance(source, str) and source.startswith("=") and source != cell
    return Formula() if is_formula and cell is None else cell


def _csv_rows(path: Path) -> Iterator[list[Any]]:
    if path.stat().st_size > MAX_BYTES:
        raise Refusal(_("Tệp lớn hơn %s MB; hãy chia thành nhiều tệp.") % (MAX_BYTES // MEGABYTE))
    text = decoded(path.read_bytes())
    csv.field_size_limit(_LONGEST_CELL)
    lines = text.splitlines()[:HEADINGS_WITHIN]
    delimiter = max(",;\t|", key=lambda sign: max((_known_headings(line, sign) for line in lines), default=0))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [unguard(cell) for cell in row[:WIDEST]]
    except csv.Error as error:
        raise Refusal(_("Tệp CSV hỏng: %s.") % error) from error


def _known_headings(line: str, delimiter: str) -> int:
    # A line of headings is not that long; a cut one tells as much.
    cells = next(csv.reader([line[:_LONGEST_CELL]], delimiter=delimiter), [])
    return len(columns.match(cells[:WIDEST]).columns)


def decoded(data: bytes) -> str:
    """Return a CSV file as text. A list of names has few of the words by which code pages are told: headings help."""
    if data.startswith(b"PK\x03\x04"):
        raise Refusal(_("Tệp này là Excel hoặc ZIP, không phải CSV; hãy đổi đuôi tệp cho đúng."))
    try:
        return decode(data)
    except Refusal as refusal:
        try:
            text = unicodedata.normalize("NFC", data.decode("cp1258"))
        except UnicodeDecodeError:
            text = ""
        if any(_known_headings(line, sign) >= 2 for line in text.splitlines()[:HEADINGS_WITHIN] for sign in ",;\t|"):
            return text
        said = str(refusal)
        raise Refusal(said[:1].upper() + said[1:].rstrip(".") + ".") from refusal
