"""A list looked through: what it would do is written down, and nothing of the registry is touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files import File
from django.db import transaction

from exemplars.registry.models import ImportRow, ImportRun
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.lookups import Lookups
from exemplars.registry.transfer.sheets.parsing import Parsed, Parser
from exemplars.registry.transfer.sheets.planning import CHUNK, Plan, chunks, plans
from exemplars.registry.transfer.sheets.reading import Sheet, open_sheet
from exemplars.registry.transfer.sheets.template import EXAMPLE


def begin(path: Path, name: str, *, actor: Any, options: dict[str, Any]) -> ImportRun:
    """Keep a list and look it through. Raises ``Refusal``, and then nothing is kept.

    ``options``: ``kind`` and ``year`` (for rows that say none), ``new_organisations`` (take unknown units in),
    ``columns`` ({position: field}, what staff corrected; "" leaves a column out).
    """
    run = ImportRun(file_name=name[:200], actor=actor, options=options)
    try:
        with transaction.atomic():
            with path.open("rb") as stream:
                run.file.save(name, File(stream), save=True)
            look_through(run)
    except BaseException:
        if run.file:
            run.file.storage.delete(run.file.name)
        raise
    return run


@transaction.atomic
def look_through(run: ImportRun) -> None:
    """Write down what each row of a kept list would do; what was written before is forgotten. Raises ``Refusal``."""
    run.rows.all()._raw_delete(run.rows.db)
    sheet = open_sheet(Path(run.file.path), run.file_name)
    chosen = {int(position): name for position, name in run.options.get("columns", {}).items()}
    match = columns.match(sheet.headings, chosen)
    counts: Counter[str] = Counter()
    lookups = Lookups(bool(run.options.get("new_organisations")))
    if match.can_name:
        parser = Parser(match, lookups, kind=run.options.get("kind") or "individual", year=run.options.get("year"))
        for chunk in chunks(plans(_parsed(sheet, parser)), CHUNK):
            counts.update(plan.outcome for plan in chunk)
            ImportRow.objects.bulk_create([_row(run, plan) for plan in chunk])
    run.headings = sheet.headings
    run.columns = {str(position): name for position, name in match.columns.items()}
    run.warnings = [str(warning) for warning in sheet.warnings]
    run.counts = dict(counts)
    run.new_organisations = sorted(lookups.wanted_organisations.values())
    run.save()


def _parsed(sheet: Sheet, parser: Parser) -> Iterator[Parsed]:
    for number, cells in sheet.rows:
        if not any(isinstance(cell, str) and cell.startswith(EXAMPLE) for cell in cells):
            yield parser.parse(number, cells)


def _row(run: ImportRun, plan: Plan) -> ImportRow:
    return ImportRow(
        run=run,
        number=plan.row.number,
        outcome=plan.outcome,
        name=str(plan.row.values.get("name") or plan.row.values.get("reference") or "")[:200],
        exemplar=plan.exemplar,
        twin_row=plan.twin_row,
        values={"values": plan.row.values, "defaults": plan.row.defaults},
        changes=plan.changes,
        problems=plan.row.problems,
    )


def parsed_again(row: ImportRow) -> Parsed:
    """Return what a written row says."""
    return Parsed(row.number, values=dict(row.values["values"]), defaults=row.values["defaults"])
