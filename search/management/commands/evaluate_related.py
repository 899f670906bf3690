"""``manage.py evaluate_related``."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines.base import Engine
from search.entry import Entry
from search.evaluation import DEPTH, Asked, Measured, fresh_engines, read_asked, read_entries
from search.similar import similar


class Command(BaseCommand):
    """Measures how well similarity alone finds the other articles of an event."""

    help = "Measure similarity: DOCS and QUERIES are files of JSON lines; a query is the id of a document."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two files."""
        parser.add_argument("docs", type=Path, help='lines of {"id", "title", "text"}')
        parser.add_argument("queries", type=Path, help='lines of {"id", "query": a document\'s id, "doc_ids"}')

    def handle(self, *args: Any, **options: Any) -> None:
        """Index the documents in a folder of their own, ask about each query's document, print the figures."""
        try:
            entries = {entry.id: entry for entry in read_entries(options["docs"])}
            asked = [one for one in read_asked(options["queries"]) if one.wanted != {one.query}]
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        unknown = sorted({one.query for one in asked} - entries.keys())
        if unknown:
            raise CommandError(f"No document with the id {', '.join(unknown[:5])}.")
        with fresh_engines() as engines:
            for name, engine in engines.items():
                engine.rebuild(iter(entries.values()), lambda ids: [])
                self.stdout.write(f"{name:14} {_measured(engine, entries, asked, options['verbosity'])}")


def _measured(engine: Engine, entries: dict[str, Entry], asked: list[Asked], verbosity: int) -> Measured:
    measured = Measured()
    for one in tqdm(asked, unit=" câu", disable=None if verbosity else True):
        begun = time.perf_counter()
        found = similar(engine, entries[one.query], DEPTH)
        seconds = time.perf_counter() - begun
        measured.add([hit.entry.id for hit in found], one.wanted - {one.query}, seconds)
    return measured
