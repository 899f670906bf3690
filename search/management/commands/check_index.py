"""``manage.py check_index``."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.base import Engine, IndexBusy, IndexUnavailable
from search.indexes import Index, indexes
from search.indexing import portions

SHOWN = 10


class Command(BaseCommand):
    """Compares the search indexes with the database, and puts right what differs."""

    help = "Compare the search indexes with the database and mend what differs (exit code 1 with --dry-run)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --dry-run and --standby."""
        parser.add_argument("--dry-run", action="store_true", help="only say what differs")
        parser.add_argument("--standby", action="store_true", help="only the stand-by index of this machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Report entries missing, outdated and left over; mend them unless told not to."""
        differing = 0
        for index in indexes():
            for name, engine in index.every(only_standby=options["standby"]).items():
                self.stdout.write(f"{name}:")
                try:
                    wrong = self._compare(index, dict(engine.digests()))
                    if wrong and not options["dry_run"]:
                        self._mend(index, engine, wrong)
                except (IndexUnavailable, IndexBusy) as missing:
                    raise CommandError(
                        f"{name}: no usable index ({missing}). Run manage.py rebuild_index."
                    ) from missing
                differing += len(wrong)
        if options["dry_run"] and differing:
            raise CommandError(f"{differing} entries differ.")

    def _compare(self, index: Index, stored: dict[str, str]) -> list[str]:
        """Return the ids of entries that differ from the database, and say how."""
        lacking, outdated = [], []
        for entry in tqdm(index.read_all(), unit=" mục", disable=None):
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
        return wrong

    def _mend(self, index: Index, engine: Engine, wrong: list[str]) -> None:
        for some in portions(wrong):
            engine.refresh(some, index.read)
        self.stdout.write(f"{len(wrong)} entries mended.")

    def _report(self, what: str, ids: list[str]) -> None:
        if ids:
            more = f" and {len(ids) - SHOWN} more" if len(ids) > SHOWN else ""
            self.stdout.write(f"{len(ids)} {what}: {', '.join(ids[:SHOWN])}{more}")
