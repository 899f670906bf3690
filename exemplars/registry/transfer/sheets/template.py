"""The workbook that staff fill in: headings, an example, and the words that may be chosen."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from exemplars.honours.models import Honour
from exemplars.movements.models import Movement
from exemplars.registry.models import Exemplar, Field
from exemplars.registry.transfer.cells import labels
from exemplars.registry.transfer.formats import stable_zip
from exemplars.registry.transfer.formats.workbook import PROPERTIES
from exemplars.registry.transfer.printed import NO, YES
from exemplars.registry.transfer.sheets import columns

EXAMPLE = "Ví dụ:"
"""A row of the template that begins so is passed over."""
_ALLOWED = "Giá trị cho phép"
_ROWS = 2000
_COLUMNS = (
    "reference", "kind", "name", "gender", "birth_date", "birth_year", "position", "organisation", "place", "field",
    "year", "direct_worker", "movements", "summary", "achievements", columns.HONOUR, columns.DECISION,
    columns.DECIDED_ON, "owner", "started_on", "method", "resources", "results", "reach", "contact", "source", "notes",
)  # fmt: skip
_REQUIRED = frozenset({"name", "year"})
_EXAMPLES = {
    "kind": "Cá nhân",
    "name": f"{EXAMPLE} Nguyễn Thị Hòa",
    "gender": "Nữ",
    "birth_date": "31/12/1980",
    "position": "Chi hội trưởng",
    "organisation": "Hội Nông dân xã",
    "place": "xã Cẩm Giàng, tỉnh Thái Nguyên",
    "year": 2025,
    "direct_worker": "có",
    "summary": "Vận động 20 hộ trồng quế, mỗi hộ thu thêm 30 triệu đồng một năm.",
    columns.HONOUR: "Huân chương Lao động hạng Ba",
    columns.DECISION: "123/QĐ-CTN",
    columns.DECIDED_ON: "5/6/2025",
}


def write_template(target: IO[bytes]) -> None:
    """Write the workbook; the same vocabularies give the same bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách gương"
    sheet.freeze_panes = "D2"
    allowed = _allowed()
    for position, name in enumerate(_COLUMNS, start=1):
        letter = get_column_letter(position)
        heading = sheet.cell(1, position, columns.heading_of(name) + (" (*)" if name in _REQUIRED else ""))
        heading.font = Font(bold=True, color="FFFFFF")
        heading.fill = PatternFill("solid", fgColor="9B1C1C")
        heading.alignment = Alignment(wrap_text=True, vertical="center")
        example = sheet.cell(2, position, _EXAMPLES.get(name))
        example.font = Font(italic=True, color="666666")
        sheet.column_dimensions[letter].width = 40 if name in ("summary", "achievements") else 20
    _words(book, allowed)
    for position, name in enumerate(_COLUMNS, start=1):
        _validate(sheet, get_column_letter(position), name, list(allowed))
    _save(book, target)


def _allowed() -> dict[str, list[str]]:
    """Return the words that may be chosen, by column."""
    kinds = (labels(Exemplar._meta.get_field(name)) for name in ("kind", "gender"))
    kind, gender = ([label for value, label in known.items() if value] for known in kinds)
    return {
        "kind": kind,
        "gender": gender,
        "direct_worker": [YES, NO],
        "field": list(Field.objects.values_list("name", flat=True)),
        "movements": list(Movement.objects.order_by("sort_key").values_list("name", flat=True)),
        columns.HONOUR: [
            f"{honour.name} {suffix}".strip()
            for honour in Honour.objects.all()
            for suffix in (("hạng Nhất", "hạng Nhì", "hạng Ba")[: honour.classes] or ("",))
        ],
    }


def _words(book: Workbook, allowed: dict[str, list[str]]) -> None:
    sheet = book.create_sheet(_ALLOWED)
    for position, (name, words) in enumerate(allowed.items(), start=1):
        sheet.cell(1, position, columns.heading_of(name)).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(position)].width = 36
        for row, word in enumerate(words, start=2):
            sheet.cell(row, position, word).data_type = "s"


def _validate(sheet: Any, letter: str, name: str, listed: list[str]) -> None:
    cells = f"{letter}2:{letter}{_ROWS}"
    if name in listed:
        column = get_column_letter(listed.index(name) + 1)
        rule = DataValidation("list", formula1=f"'{_ALLOWED}'!${column}$2:${column}$400", allow_blank=True)
        # Several movements may stand in one cell, and an honour may be written in other words.
        rule.showErrorMessage = name not in ("movements", columns.HONOUR)
    elif name == "year":
        rule = DataValidation("whole", operator="between", formula1="1945", formula2="2100", allow_blank=True)
    else:
        return
    rule.add(cells)
    sheet.add_data_validation(rule)


def _save(book: Workbook, target: IO[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "template.xlsx"
        book.save(draft)
        stable_zip.settle(draft, target, {"docProps/core.xml": PROPERTIES})
