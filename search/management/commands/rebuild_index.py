"""``manage.py rebuild_index``."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.base import IndexBusy
from search.entry import Entry
from search.indexes import Index, indexes


def _shown(index: Index, progress: tqdm) -> Iterator[Entry]:
    for entry in index.read_all():
        yield entry
        progress.update()


class Command(BaseCommand):
    """Builds the search indexes anew beside the old ones, which serve until the new ones take their place."""

    help = "Build the search indexes anew; the old ones serve meanwhile, and stay if this is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --index."""
        names = [index.name for index in indexes()]
        parser.add_argument("--index", choices=names, default="", help="only this one")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every entry into a new index, then swap; one index after the other."""
        for index in indexes():
            if options["index"] in ("", index.name):
                self._rebuild(index, options["verbosity"])

    def _rebuild(self, index: Index, verbosity: int) -> None:
        try:
            with tqdm(
                total=index.count(), desc=index.name, unit=" mục", disable=None if verbosity else True
            ) as progress:
                count = index.engine().rebuild(_shown(index, progress), index.read)
        except IndexBusy as busy:
            raise CommandError(f"Another rebuild is running ({index.name}).") from busy
        if verbosity:
            sys.stderr.flush()
            self.stdout.write(f"{index.name}: {count} entries indexed.")
