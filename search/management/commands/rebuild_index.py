"""``manage.py rebuild_index``."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines.base import Engine, IndexBusy, IndexUnavailable
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
        """Add --index and --standby."""
        names = [index.name for index in indexes()]
        parser.add_argument("--index", choices=names, help="only this one of them")
        parser.add_argument("--standby", action="store_true", help="only the stand-by index of this machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every entry into a new index, then swap; one index after the other."""
        failures = []
        chosen = [index for index in indexes() if options["index"] in (None, index.name)]
        every = [(index, *named) for index in chosen for named in index.every(only_standby=options["standby"]).items()]
        for index, name, engine in every:
            try:
                count = self._rebuild(index, engine, options["verbosity"])
            except IndexBusy:
                failures.append(f"{name}: another rebuild is running.")
            except IndexUnavailable as error:
                failures.append(f"{name}: {error}")
            else:
                if options["verbosity"]:
                    sys.stderr.flush()
                    self.stdout.write(f"{count} entries indexed ({name}).")
        if not options["standby"] and options["index"] in (None, "public"):
            call_command("learn_words", verbosity=options["verbosity"])
        if failures:
            raise CommandError("\n".join(failures))

    def _rebuild(self, index: Index, engine: Engine, verbosity: int) -> int:
        with tqdm(total=index.count(), desc=index.name, unit=" mục", disable=None if verbosity else True) as progress:
            return engine.rebuild(_shown(index, progress), index.read)
