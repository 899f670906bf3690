"""Tables: those that hold data stay tables, those that only place things on a page are unrolled."""

from __future__ import annotations

from .shapes import Line

_LONG_CELL = 400


def table_lines(rows: list[list[list[Line]]]) -> list[Line]:
    """Lines of a table given as rows of cells of lines.

    A table of data becomes one line of kind "table"; anything else (one row or one column, pictures, cells of
    running text) its contents in reading order.
    """
    rows = [row for row in rows if any(row)]
    if not _holds_data(rows):
        return [line for row in rows for cell in row for line in cell]
    width = max(len(row) for row in rows)
    texts = [tuple("; ".join(line.text for line in cell if line.text) for cell in row) for row in rows]
    return [Line(kind="table", rows=tuple(row + ("",) * (width - len(row)) for row in texts))]


def _holds_data(rows: list[list[list[Line]]]) -> bool:
    if len(rows) < 2 or max(len(row) for row in rows) < 2:
        return False
    cells = [cell for row in rows for cell in row]
    lines = [line for cell in cells for line in cell]
    if any(line.kind in ("picture", "table") or len(line.text) > _LONG_CELL for line in lines):
        return False
    # Two cells side by side in most rows: a real grid.
    wide = sum(sum(bool(cell) for cell in row) >= 2 for row in rows)
    return wide >= 0.5 * len(rows)
