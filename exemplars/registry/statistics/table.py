"""The shape of a table of figures: read by the page, and by its download."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SHOWN = 12
"""Rows of a table before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the address of the list that has so many rows."""

    value: int
    url: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A line: what is counted, its figures, and how long its bar is in percent of the longest."""

    label: str
    figures: list[Figure]
    bar: int = 0
    is_total: bool = False


@dataclass(slots=True)
class Table:
    """One table."""

    code: str
    title: Any
    first_column: Any
    columns: list[Any]
    rows: list[Row] = field(default_factory=list)
    note: str = ""

    def add(self, label: Any, *figures: Figure, is_total: bool = False) -> None:
        """Add a line."""
        self.rows.append(Row(str(label), list(figures), is_total=is_total))

    def finish(self) -> Table:
        """Work out the bars: of the last figure in each line, beside the largest of lines that are no totals."""
        largest = max((row.figures[-1].value for row in self.rows if not row.is_total), default=0)
        self.rows = [
            Row(row.label, row.figures, _percent(row.figures[-1].value, largest, row.is_total), row.is_total)
            for row in self.rows
        ]
        return self

    @property
    def shown(self) -> list[Row]:
        """The lines to be seen at once."""
        return self.rows[:SHOWN]

    @property
    def more(self) -> list[Row]:
        """The lines folded away."""
        return self.rows[SHOWN:]

    def cells(self) -> Iterator[list[str]]:
        """Yield the lines as a spreadsheet has them."""
        for row in self.rows:
            yield [row.label, *(str(figure.value) for figure in row.figures)]


def _percent(value: int, largest: int, is_total: bool) -> int:
    if is_total or not largest or not value:
        return 0
    return max(1, round(100 * value / largest))
