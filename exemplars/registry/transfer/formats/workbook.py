"""Workbooks (.xlsx), written and read row by row."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from exemplars.registry.transfer.formats import stable_zip
from exemplars.registry.transfer.printed import plain
from portal.base.refusal import Refusal

LONGEST = 32_767
"""Characters that a cell holds; Excel's own limit."""
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
PROPERTIES = f'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties xmlns:cp="{_CORE}"/>'.encode()


def escape(text: str) -> str:
    """Return a text as a workbook holds it: what XML cannot, as ``_x000D_`` (ECMA-376, ST_Xstring)."""
    return _UNSAFE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def unescape(text: str) -> str:
    """Return the text that ``escape`` was given."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


class WorkbookWriter:
    """A workbook in the making; sheets are filled one after the other and never held in memory."""

    def __init__(self, *, cut: bool = False) -> None:
        """``cut``: shorten a text that no cell holds, with an ellipsis, instead of refusing it."""
        self._book = Workbook(write_only=True)
        self._cut = cut

    def sheet(self, title: str, headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
        """Add a sheet with bold headings that stay in sight. Raises ``Refusal`` for a text no cell holds."""
        sheet = self._book.create_sheet(title)
        headings = list(headings)
        sheet.freeze_panes = "A2"
        for column, heading in enumerate(headings, start=1):
            sheet.column_dimensions[get_column_letter(column)].width = max(12, min(len(heading) + 4, 40))
        sheet.append([self._cell(sheet, heading, bold=True) for heading in headings])
        for row in rows:
            sheet.append([self._cell(sheet, value) for value in row])

    def save(self, target: IO[bytes]) -> None:
        """Write the workbook; the same content gives the same bytes."""
        with tempfile.TemporaryDirectory() as folder:
            draft = Path(folder) / "workbook.xlsx"
            self._book.save(draft)
            stable_zip.settle(draft, target, {"docProps/core.xml": PROPERTIES})

    def _cell(self, sheet: Any, value: Any, *, bold: bool = False) -> Any:
        value = plain(value)
        if isinstance(value, date) and value < _FIRST_DAY:
            value = f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
        if isinstance(value, str):
            return self._text(sheet, value, bold)
        cell = WriteOnlyCell(sheet, value=value)
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
        return cell

    def _text(self, sheet: Any, value: str, bold: bool) -> Any:
        value = escape(value)
        if len(value) > LONGEST:
            if not self._cut:
                message = _("“%s…” dài hơn 32.767 ký tự, ô của Excel không chứa được; hãy xuất .json hoặc .zip.")
                raise Refusal(message % value[:60])
            value = value[: LONGEST - 1] + "…"
        if not bold and value and value[0] not in "=#":
            return value
        cell = WriteOnlyCell(sheet, value=value)
        # Text, whatever it begins with: never a formula, never an error value.
        cell.data_type = "s"
        if bold:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell


def read_rows(sheet: Any, width: int, last_row: int) -> Iterator[list[Any]]:
    """Return the rows of a sheet opened in read-only mode, ``width`` cells each, texts unescaped."""
    # What a sheet says of its own size is not to be believed.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(min_row=1, max_row=last_row, max_col=width, values_only=True):
        yield [unescape(cell) if isinstance(cell, str) else cell for cell in row]
