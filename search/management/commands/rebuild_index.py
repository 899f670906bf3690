"""``manage.py rebuild_index``."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import registry
from search.engines import every_index
from search.engines.base import Engine, IndexBusy, IndexUnavailable
from search.entry import Entry


def _shown(progress: tqdm) -> Iterator[Entry]:
    for entry in registry.read_all():
        yield entry
        progress.update()


class Command(BaseCommand):
    """Builds the search index anew beside the old one, which serves until the new one takes its place."""

    help = "Build the search index anew; the old one serves meanwhile, and stays if this is stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --standby."""
        parser.add_argument("--standby", action="store_true", help="only the stand-by index of this machine")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every public entry into a new index, then swap; one index after the other where there are two."""
        failures = []
        for name, engine in every_index(only_standby=options["standby"]).items():
            try:
                count = self._rebuild(engine, options["verbosity"])
            except IndexBusy:
                failures.append(f"{name}: another rebuild is running.")
            except IndexUnavailable as error:
                failures.append(f"{name}: {error}")
            else:
                if options["verbosity"]:
                    sys.stderr.flush()
                    self.stdout.write(f"{count} entries indexed ({name}).")
        if not options["standby"]:
            call_command("learn_words", verbosity=options["verbosity"])
        if failures:
            raise CommandError("\n".join(failures))

    def _rebuild(self, engine: Engine, verbosity: int) -> int:
        total = sum(source.count() for source in registry.sources())
        with tqdm(total=total, unit=" mục", disable=None if verbosity else True) as progress:
            return engine.rebuild(_shown(progress), registry.read)
