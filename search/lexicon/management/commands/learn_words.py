"""``manage.py learn_words``."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from tqdm import tqdm

from search import registry
from search.entry import Entry
from search.lexicon.kept import learn_anew
from search.lexicon.models import Vocabulary

MOST = 20_000
"""Entries learned from: what more teach is not worth the time it takes to read them."""


def sample(entries: Iterable[Entry], total: int) -> Iterator[Entry]:
    """Yield at most ``MOST`` entries, spread evenly over all."""
    step = max(1, -(-total // MOST))
    for number, entry in enumerate(entries):
        if number % step == 0:
            yield entry


class Command(BaseCommand):
    """Learns the words of all that is public, for suggestions; the old vocabulary serves until the new one is there."""

    help = "Learn the words of the portal's texts, for “Có phải bạn muốn tìm” and slips in questions."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --unless-newer."""
        parser.add_argument(
            "--unless-newer", type=float, metavar="HOURS", help="do nothing if words were learned in the last HOURS"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the entries, count their words, store the counts."""
        if options["unless_newer"] is not None:
            since = timezone.now() - timedelta(hours=options["unless_newer"])
            if Vocabulary.objects.filter(learned_at__gt=since).exists():
                return
        total = sum(source.count() for source in registry.sources())
        shown = tqdm(
            sample(registry.read_all(), total),
            total=min(total, MOST),
            unit=" mục",
            disable=None if options["verbosity"] else True,
        )
        words = learn_anew(shown)
        if options["verbosity"]:
            self.stdout.write(f"{len(words.spelt)} words learned from {words.entries} entries.")
