"""``manage.py check_index``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import registry
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.indexing import refresh

SHOWN = 10


class Command(BaseCommand):
    """Compares the search index with the database, and puts right what differs."""

    help = "Compare the search index with the database and mend what differs (exit code 1 with --dry-run)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report entries missing, outdated and left over; mend them unless told not to."""
        try:
            stored = dict(get_engine().digests())
        except IndexUnavailable as missing:
            raise CommandError(f"No usable index ({missing}). Run manage.py rebuild_index.") from missing
        lacking, outdated = [], []
        for entry in tqdm(registry.read_all(), unit=" mục", disable=None):
            digest = stored.pop(entry.id, None)
            if digest is None:
                lacking.append(entry.id)
            elif digest != entry.clean().digest():
                outdated.append(entry.id)
        self._report("missing", lacking)
        self._report("outdated", outdated)
        self._report("left over", list(stored))
        wrong = [*lacking, *outdated, *stored]
        if not wrong:
            self.stdout.write("The index and the database agree.")
        elif options["dry_run"]:
            raise CommandError(f"{len(wrong)} entries differ.")
        else:
            refresh(wrong)
            self.stdout.write(f"{len(wrong)} entries mended.")

    def _report(self, what: str, ids: list[str]) -> None:
        if ids:
            more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            self.stdout.write(f"{len(ids)} {what}: {', '.join(ids[:SHOWN])}{more}")
