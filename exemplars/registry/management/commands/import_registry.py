"""``manage.py import_registry FILE``: a full copy brought back, or a list of exemplars taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from exemplars.registry.models import Exemplar, ImportRow, ImportRun
from exemplars.registry.transfer.archive.reading import open_copy
from exemplars.registry.transfer.archive.restoring import Restored, restore
from exemplars.registry.transfer.sheets.applying import commit
from exemplars.registry.transfer.sheets.previewing import begin
from exemplars.registry.transfer.sheets.undoing import undo
from portal.base.refusal import Refusal

Outcome = ImportRow.Outcome


class Command(BaseCommand):
    """Import a file."""

    help = (
        "Bring back a full copy (.zip, .json, .xlsx of export_registry), or take a list in (.xlsx, .csv, one exemplar "
        "in each row): new ones are held until staff decide."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to read a list."""
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--dry-run", action="store_true", help="say what a list would do, and change nothing")
        parser.add_argument("--kind", choices=Exemplar.Kind.values, default=Exemplar.Kind.INDIVIDUAL.value)
        parser.add_argument("--year", type=int, help="the year of rows that say none")
        parser.add_argument("--new-organisations", action="store_true", help="take units in that the portal lacks")
        parser.add_argument("--duplicates", choices=["skip", "new"], default="skip")
        parser.add_argument("--skip-errors", action="store_true", help="take the other rows in")
        parser.add_argument("--user", help="who imports, by user name")
        parser.add_argument("--undo", type=int, metavar="RUN", help="take back what a run brought")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell a copy from a list by what is in the file."""
        actor = self._actor(options["user"])
        try:
            if options["undo"] is not None:
                self._undo(options["undo"], actor)
                return
            path: Path | None = options["file"]
            if path is None or not path.is_file():
                raise CommandError(f"There is no file {path}.")
            copy = open_copy(path)
            if copy is not None:
                self._tell_restored(restore(copy))
            else:
                self._take(path, actor, options)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _actor(self, name: str | None) -> Any:
        if name is None:
            return None
        user = get_user_model().objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no user {name}.")
        return user

    def _undo(self, pk: int, actor: Any) -> None:
        run = ImportRun.objects.filter(pk=pk).first()
        if run is None:
            raise CommandError(f"There is no run {pk}.")
        undo(run, actor=actor)
        self.stdout.write(f"run {pk} undone")

    @transaction.atomic
    def _take(self, path: Path, actor: Any, options: dict[str, Any]) -> None:
        """Look a list through and take it in, in one transaction: a run cut short leaves nothing behind."""
        asked = {name: options[name] for name in ("kind", "year", "new_organisations")}
        run = begin(path, path.name, actor=actor, options=asked)
        self._tell_preview(run)
        errors = run.counts.get(Outcome.ERROR, 0)
        if options["dry_run"] or (errors and not options["skip_errors"]):
            run.file.delete(save=False)
            run.delete()
            if errors and not options["dry_run"]:
                raise CommandError(f"{errors} rows have errors; nothing was imported (--skip-errors imports the rest).")
            return
        if options["duplicates"] == "new":
            run.rows.filter(outcome=Outcome.DUPLICATE).update(choice=ImportRow.Choice.NEW)
        run = commit(run, actor=actor)
        self.stdout.write(f"run {run.pk}: {run.counts['added']} added, {run.counts['updated']} changed")

    def _tell_preview(self, run: ImportRun) -> None:
        for warning in run.warnings:
            self.stderr.write(warning)
        known = {int(position) for position in run.columns}
        unknown = [heading for position, heading in enumerate(run.headings) if heading and position not in known]
        if unknown:
            self.stderr.write(f"columns not known, left out: {', '.join(unknown)}")
        self.stdout.write(", ".join(f"{outcome} {run.counts.get(outcome, 0)}" for outcome in Outcome.values))
        for row in run.rows.filter(outcome__in=[Outcome.ERROR, Outcome.DUPLICATE]).order_by("number")[:50]:
            if row.outcome == Outcome.DUPLICATE:
                meant = row.exemplar.reference if row.exemplar else f"row {row.twin_row}"
                self.stderr.write(f"row {row.number}, {row.name}: may be {meant}")
            for problem in row.problems:
                self.stderr.write(f"{problem['cell']}: {problem['text']}")

    def _tell_restored(self, done: Restored) -> None:
        for sheet, count in done.added.items():
            self.stdout.write(f"{sheet}: {count} added")
        self.stdout.write(f"{sum(done.added.values())} rows added, {sum(done.same.values())} there already")
        for one in (*done.different, *done.lost):
            self.stderr.write(one)
