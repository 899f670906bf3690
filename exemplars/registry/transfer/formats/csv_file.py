"""CSV: UTF-8 with a mark, as Excel wants it, and no text that it would calculate."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from exemplars.registry.transfer.printed import as_text, unguard

MARK = "\ufeff"


class _Echo:
    """A file that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def lines(headings: Iterable[str], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """Return the lines of a file, the first with the mark."""
    writer = csv.writer(_Echo())
    yield MARK + writer.writerow(map(as_text, headings))
    for row in rows:
        yield writer.writerow(map(as_text, row))


def read_rows(stream: TextIO) -> Iterator[list[str]]:
    """Return the rows of a file that ``lines`` wrote, headings first; ``stream`` opened with ``newline=""``."""
    for row in csv.reader(stream):
        yield [unguard(cell) for cell in row]
