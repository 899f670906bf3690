"""``manage.py check_index``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.base import IndexUnavailable
from search.indexes import Index, indexes
from search.indexing import refresh

SHOWN = 10


class Command(BaseCommand):
    """Compares the search indexes with the database, and puts right what differs."""

    help = "Compare the search indexes with the database and mend what differs (exit code 1 with --dry-run)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report entries missing, outdated and left over; mend them unless told not to."""
        wrong = [one for index in indexes() for one in self._compare(index)]
        if not wrong:
            self.stdout.write("The indexes and the database agree.")
        elif options["dry_run"]:
            raise CommandError(f"{len(wrong)} entries differ.")
        else:
            refresh(wrong)
            self.stdout.write(f"{len(wrong)} entries mended.")

    def _compare(self, index: Index) -> list[str]:
        """Report what differs in one index, and return its ids."""
        try:
            stored = dict(index.engine().digests())
        except IndexUnavailable as missing:
            raise CommandError(f"No usable index ({index.name}: {missing}). Run manage.py rebuild_index.") from missing
        lacking, outdated = [], []
        for entry in tqdm(index.read_all(), desc=index.name, unit=" mục", disable=None):
            digest = stored.pop(entry.id, None)
            if digest is None:
                lacking.append(entry.id)
            elif digest != entry.clean().digest():
                outdated.append(entry.id)
        self._report(index, "missing", lacking)
        self._report(index, "outdated", outdated)
        self._report(index, "left over", list(stored))
        return [*lacking, *outdated, *stored]

    def _report(self, index: Index, what: str, ids: list[str]) -> None:
        if ids:
            more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            self.stdout.write(f"{index.name}: {len(ids)} {what}: {', '.join(ids[:SHOWN])}{more}")
