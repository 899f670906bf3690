"""``manage.py import_registry FILE``: a full copy brought back, or a list of exemplars taken in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from exemplars.registry.transfer.archive.reading import open_copy
from exemplars.registry.transfer.archive.restoring import Restored, restore
from portal.base.refusal import Refusal


class Command(BaseCommand):
    """Import a file."""

    help = "Bring back a full copy (.zip, .json, .xlsx of export_registry)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name of the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Tell a copy from a list by what is in the file."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        try:
            copy = open_copy(path)
            if copy is not None:
                self._tell_restored(restore(copy))
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal

    def _tell_restored(self, done: Restored) -> None:
        for sheet, count in done.added.items():
            self.stdout.write(f"{sheet}: {count} added")
        self.stdout.write(f"{sum(done.added.values())} rows added, {sum(done.same.values())} there already")
        for one in (*done.different, *done.lost):
            self.stderr.write(one)
