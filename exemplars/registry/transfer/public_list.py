"""The list readers take away: public exemplars, public columns, as far as each one's consent goes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from exemplars.honours.models import Conferral
from exemplars.movements.models import Movement
from exemplars.registry.fields import public_values, table_of
from exemplars.registry.models import Exemplar
from exemplars.registry.transfer.cells import to_cell
from exemplars.registry.transfer.formats import csv_file
from exemplars.registry.transfer.formats.workbook import WorkbookWriter
from exemplars.registry.transfer.printed import as_json

COLUMNS = (
    "reference",
    "kind",
    "name",
    "other_names",
    "position",
    "organisation",
    "place",
    "place_now",
    "field",
    "year",
    "direct_worker",
    "movements",
    "summary",
    "owner",
    "started_on",
    "reach",
    "published_at",
    "is_demo",
)
"""In this order; each must be declared public. Long texts are on the page, whose address is in the list."""
HONOURS, ADDRESS = "honours", "url"
_OWN_HEADINGS = {HONOURS: "Khen thưởng", ADDRESS: "Địa chỉ trang"}
NAMES = (*COLUMNS, HONOURS, ADDRESS)
CHUNK = 1000


def headings() -> list[str]:
    """Return the headings of the list, in Vietnamese."""
    columns = table_of("registry.Exemplar").columns
    return [*(columns[name].heading for name in COLUMNS), *_OWN_HEADINGS.values()]


def rows(exemplars: QuerySet[Exemplar]) -> Iterator[list[Any]]:
    """Return the cells of each exemplar; a thousand are in memory at a time."""
    joined = exemplars.public().select_related("field", "organisation", "place__province", "place_now__province")
    joined = joined.prefetch_related(
        Prefetch("movements", Movement.objects.filter(table_of("movements.Movement").rows)),
        Prefetch("conferrals", Conferral.objects.select_related("honour")),
    )
    fields = {name: Exemplar._meta.get_field(name) for name in COLUMNS}
    for exemplar in joined.iterator(chunk_size=CHUNK):
        values = public_values(exemplar)
        cells = [_cell(fields[name], values[name]) for name in COLUMNS]
        honours = "; ".join(f"{each.title} ({each.year})" for each in exemplar.conferrals.all() if each.stands)
        yield [*cells, honours, settings.SITE_URL + exemplar.get_absolute_url()]


def _cell(field: Any, value: Any) -> Any:
    if field.many_to_many:
        return "; ".join(map(str, value))
    if field.is_relation:
        return str(value) if value else None
    if field.name == "published_at":
        return timezone.localtime(value).date() if value else None
    return to_cell(field, value)


def csv_lines(exemplars: QuerySet[Exemplar]) -> Iterator[bytes]:
    """Return the list as CSV, piece by piece."""
    for line in csv_file.lines(headings(), rows(exemplars)):
        yield line.encode("utf-8")


def json_lines(exemplars: QuerySet[Exemplar]) -> Iterator[bytes]:
    """Return the list as JSON, one exemplar on each line, under the names of the fields."""
    yield b'{"exemplars": ['
    for turn, row in enumerate(rows(exemplars)):
        filled = {name: as_json(value) for name, value in zip(NAMES, row, strict=True)}
        yield (",\n" if turn else "\n").encode() + json.dumps(filled, ensure_ascii=False).encode("utf-8")
    yield b"\n]}\n"


def write_workbook(exemplars: QuerySet[Exemplar], target: IO[bytes]) -> None:
    """Write the list as a workbook."""
    book = WorkbookWriter(cut=True)
    book.sheet("Gương điển hình", headings(), rows(exemplars))
    book.save(target)
