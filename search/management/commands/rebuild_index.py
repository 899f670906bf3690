"""``manage.py rebuild_index``."""

import sys
from collections.abc import Iterator
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search import registry
from search.engines import get_engine
from search.engines.base import IndexBusy
from search.entry import Entry
from search.indexing import read_and_keep
from search.suggestions.keeping import kept_along


def _shown(progress: tqdm) -> Iterator[Entry]:
    for entry in kept_along(registry.read_all()):
        yield entry
        progress.update()


class Command(BaseCommand):
    """Builds the search index anew beside the old one, which serves until the new one takes its place."""

    help = "Build the search index anew; the old one serves meanwhile, and stays if this is stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read every public entry into a new index, then swap."""
        total = sum(source.count() for source in registry.sources())
        try:
            with tqdm(total=total, unit=" mục", disable=None if options["verbosity"] else True) as progress:
                count = get_engine().rebuild(_shown(progress), read_and_keep)
        except IndexBusy as busy:
            raise CommandError("Another rebuild is running.") from busy
        if options["verbosity"]:
            sys.stderr.flush()
            self.stdout.write(f"{count} entries indexed.")
        call_command("learn_words", verbosity=options["verbosity"])
