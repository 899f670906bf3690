"""Rows of the database as a full copy holds them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.db import models

from exemplars.registry.transfer.archive.tables import IMAGES, NUMBER, Carried, carried_tables, key_of
from exemplars.registry.transfer.cells import labels, to_cell

CHUNK = 2000


class Dump:
    """All tables of the registry, each read once and in order."""

    def __init__(self) -> None:
        self._numbers: dict[type[models.Model], dict[int, int]] = {}

    def tables(self) -> Iterator[tuple[Carried, list[str], Iterator[list[Any]]]]:
        """Return each table with its headings and rows; the rows must be read before the next table is asked for."""
        complete_hashes()
        for carried in carried_tables():
            yield carried, headings_of(carried), self._rows(carried)

    def _rows(self, carried: Carried) -> Iterator[list[Any]]:
        fields = list(carried.fields.values())
        writers = [self._writer(field) for field in fields]
        numbers = self._numbers.setdefault(carried.model, {}) if carried.is_numbered else None
        for turn, row in enumerate(self._values(carried, fields), start=1):
            cells = [write(value) for write, value in zip(writers, row[1:], strict=True)]
            if numbers is not None:
                numbers[row[0]] = turn
                cells.insert(0, turn)
            yield cells

    def _values(self, carried: Carried, fields: list[models.Field]) -> Iterator[tuple]:
        rows = carried.wanted() if carried.wanted else carried.model._base_manager.all()
        found = rows.order_by("pk").values_list("pk", *map(_path, fields))
        key = carried.table.key
        if not key or key == "reference":
            return found.iterator(chunk_size=CHUNK)
        # Small tables go by name: what is called the same stands in the same place in every portal.
        at = 1 + [field.name for field in fields].index(key)
        by_name = {row[at]: row for row in reversed(found)}
        return iter([by_name[name] for name in sorted(by_name)])

    def _writer(self, field: models.Field) -> Any:
        if field.is_relation:
            numbers = self._numbers.get(field.related_model)
            return numbers.get if numbers is not None else lambda value: value
        if field.choices:
            known = labels(field)
            return lambda value: known.get(value, value) if value not in (None, "") else None
        if field.model._meta.label == IMAGES.model and field.name == "file":
            return lambda value: PurePosixPath(value).suffix.lower()
        return lambda value: to_cell(field, value)


def headings_of(carried: Carried) -> list[str]:
    """Return the headings of a table."""
    return [NUMBER, *carried.fields] if carried.is_numbered else list(carried.fields)


def _path(field: models.Field) -> str:
    if not field.is_relation:
        return field.name
    key = key_of(field.related_model)
    return f"{field.name}__{key}" if key else field.attname


def complete_hashes() -> None:
    """Work out the hash of pictures that came in without one: it names them."""
    images = next(carried for carried in carried_tables() if carried.table is IMAGES)
    for image in images.wanted().filter(file_hash=""):
        try:
            image.get_file_hash()
        except OSError:
            continue  # its file is lost; the dossier goes without a picture
