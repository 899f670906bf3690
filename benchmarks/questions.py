"""How long the questions of a filled portal take: ``VAR_DIR=FOLDER python -m benchmarks.questions``.

FOLDER was filled with ``manage.py migrate``, ``setup_portal``, ``demo load --articles N`` and ``rebuild_index``. The
questions are three words of titles, and leads: sentences of some 25 syllables. Each is asked for its ten hits, and for
all a results page shows (hits with marks, counts of every facet). Times are of the processor.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable

FACETS = ("kind", "section", "year", "topic")
PAGES = 300
LONGEST = 120
"""Characters of a lead that are asked."""


def questions() -> dict[str, list[str]]:
    """Return the questions by their kind, out of pages chosen by chance (the same in every run)."""
    from portal.base.models import BasePage

    chance = random.Random(3)
    keys = list(BasePage.objects.live().public().order_by("pk").values_list("pk", flat=True))
    pages = BasePage.objects.filter(pk__in=chance.sample(keys, min(PAGES, len(keys)))).order_by("pk")
    three, sentences = [], []
    for page in pages:
        words = page.title.split()
        start = chance.randrange(max(1, len(words) - 3))
        three.append(" ".join(words[start : start + 3]))
        if page.lead:
            sentences.append(page.lead[:LONGEST])
    return {"three words": three, "a sentence": sentences}


def ten_hits(question: str) -> None:
    """Ask for the ten best."""
    from search.engines import get_engine
    from search.question import parse

    get_engine().ask(parse(question)).hits(0, 10)


def whole_page(question: str) -> None:
    """Ask for all a page of results shows."""
    from search.engines import get_engine
    from search.highlight import Highlighter
    from search.question import parse

    parsed = parse(question)
    answer, marks = get_engine().ask(parsed), Highlighter(parsed)
    for hit in answer.hits(0, 10):
        marks.marked(hit.entry.title)
        marks.excerpt(hit.entry.lead, hit.entry.body)
    for facet in FACETS:
        answer.counts(facet)


def spent(ask: Callable[[str], None], asked: Iterable[str]) -> list[float]:
    """Return the milliseconds of each question, the shortest first."""
    taken = []
    for question in asked:
        started = time.process_time()
        ask(question)
        taken.append((time.process_time() - started) * 1000)
    return sorted(taken)


def main() -> None:
    """Ask, and print median and 95th percentile."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()

    print(f"{'milliseconds':34}{'p50':>8}{'p95':>8}")
    for kind, asked in questions().items():
        for way in (ten_hits, whole_page):
            way(asked[0])
            taken = spent(way, asked)
            name = f"{kind}, {way.__name__.replace('_', ' ')}"
            print(f"{name:34}{taken[len(taken) // 2]:8.1f}{taken[len(taken) * 95 // 100]:8.1f}")


if __name__ == "__main__":
    main()
