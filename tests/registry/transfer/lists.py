"""Lists for tests: what staff might bring."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from exemplars.registry.models import ImportRow, ImportRun
from exemplars.registry.transfer.sheets.previewing import begin


def xlsx(path: Path, *rows: Sequence[Any]) -> Path:
    """Write a workbook."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def csv_bytes(*rows: Sequence[Any], encoding: str = "utf-8-sig", delimiter: str = ",") -> bytes:
    """Return a CSV file."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode(encoding)


def looked_through(folder: Path, *rows: Sequence[Any], actor: Any = None, **options: Any) -> ImportRun:
    """Return the preview of a list."""
    return begin(xlsx(folder / "danh-sach.xlsx", *rows), "danh-sach.xlsx", actor=actor, options=options)


def outcomes(run: ImportRun) -> list[str]:
    """Return what each row would do."""
    return list(run.rows.order_by("number").values_list("outcome", flat=True))


def problems(run: ImportRun) -> list[tuple[str, str]]:
    """Return cell and reason of each problem."""
    rows = ImportRow.objects.filter(run=run).order_by("number")
    return [(problem["cell"], problem["text"]) for row in rows for problem in row.problems]
