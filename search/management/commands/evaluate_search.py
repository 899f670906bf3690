"""``manage.py evaluate_search``."""

import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from search.engines.base import Engine
from search.evaluation import DEPTH, Asked, Measured, fresh_engines, read_asked, read_entries
from search.lexicon import kept
from search.lexicon.words import Words, learn
from search.misspelling import FORMS
from search.understanding import understand


class Command(BaseCommand):
    """Measures how well questions are answered, as they were written and as people type them."""

    help = "Measure search: DOCS and QUERIES are files of JSON lines; ELASTICSEARCH_URL adds the second engine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the two files."""
        parser.add_argument("docs", type=Path, help='lines of {"id", "title", "text"}')
        parser.add_argument("queries", type=Path, help='lines of {"id", "query", "doc_ids"}')

    def handle(self, *args: Any, **options: Any) -> None:
        """Index the documents in a place of their own, ask every question in every form, print the figures."""
        try:
            entries = list(read_entries(options["docs"]))
            asked = list(read_asked(options["queries"]))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        words = learn(tqdm(entries, unit=" mục", disable=None if options["verbosity"] else True))
        self.stdout.write(f"{len(entries)} documents, {len(asked)} questions")
        with fresh_engines() as engines:
            for name, engine in engines.items():
                engine.rebuild(iter(entries), lambda ids: [])
                for form, typed in FORMS.items():
                    typed_so = [Asked(typed(one.query), one.wanted) for one in asked]
                    measured = _measured(engine, words, typed_so, options["verbosity"])
                    self.stdout.write(f"{name:14} {form:20} {measured}")


def _measured(engine: Engine, words: Words, asked: list[Asked], verbosity: int) -> Measured:
    measured, abbreviations = Measured(), kept.abbreviations()
    for one in tqdm(asked, unit=" câu", disable=None if verbosity else True, leave=False):
        begun = time.perf_counter()
        question = understand(one.query, engine, words, abbreviations)
        found = engine.ask(question).hits(0, DEPTH)
        measured.add([hit.entry.id for hit in found], one.wanted, time.perf_counter() - begun)
    return measured
