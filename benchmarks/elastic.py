"""Our questions against the server's own: ``python -m benchmarks.elastic URL [--entries 20000]``.

The same made-up articles as in ``benchmarks.search``. Each question is asked three times over: as a plain match query
of one field with ten hits, as ours with ten hits, and as ours with all a results page shows (counts of every facet).
What matters are the ratios, measured in one run on one machine; times are those on the clock, the way to the server
included.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable

from elasticsearch import Elasticsearch
from elasticsearch_dsl import Search

from benchmarks.engines import an_engine
from benchmarks.search import Writer
from portal.vietnamese.text import fold
from search.engines.elastic import ElasticEngine
from search.entry import from_stored
from search.question import parse

QUESTIONS = 200
FACETS = ("kind", "section", "year", "topic")


def own_match(client: Elasticsearch, index: str) -> Callable[[str], None]:
    """Return the server's own way to ask: any word of the question in one field."""

    def ask(typed: str) -> None:
        search = Search(using=client, index=index).source(["stored"])[0:10].extra(track_total_hits=False)
        answer = search.query("match", text_folded=" ".join(parse(typed).folded)).execute().to_dict()
        for hit in answer["hits"]["hits"]:
            from_stored(hit["_source"]["stored"])

    return ask


def ten_hits(engine: ElasticEngine) -> Callable[[str], None]:
    """Return ours: the ten best."""
    return lambda typed: engine.ask(parse(typed)).hits(0, 10) and None


def whole_page(engine: ElasticEngine) -> Callable[[str], None]:
    """Return ours with everything a page of results shows."""

    def ask(typed: str) -> None:
        answer = engine.ask(parse(typed))
        answer.hits(0, 10)
        for facet in FACETS:
            answer.counts(facet)

    return ask


def milliseconds(ways: dict[str, Callable[[str], None]], questions: list[str]) -> dict[str, float]:
    """Return the median of each way; they take turns, so that what else runs on the machine meets all alike."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for typed in [*questions[:20], *questions]:
        for name, ask in ways.items():
            started = time.perf_counter()
            ask(typed)
            taken[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(times[20:]) for name, times in taken.items()}


def main() -> None:
    """Build the index, ask, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("url")
    parser.add_argument("--entries", type=int, default=20_000)
    arguments = parser.parse_args()
    with an_engine(arguments.url) as engine:
        started = time.perf_counter()
        engine.rebuild(Writer(7).entries(arguments.entries), lambda ids: ())
        print(f"{arguments.entries:,} entries indexed in {time.perf_counter() - started:.0f} s")
        asking = engine._asking()
        ways = {
            "match, one field": own_match(asking._client, asking._index),
            "ours, ten hits": ten_hits(engine),
            "ours, whole page": whole_page(engine),
        }
        writer = Writer(7)
        print(f"{'milliseconds, median':30}{'':>8}{'ratio':>8}")
        for kind, words in (("3 words", 2), ("sentence", 11)):
            for form, change in (("", str), (", no accents", fold)):
                figures = milliseconds(ways, [change(writer.sentence(words)) for _ in range(QUESTIONS)])
                for name, figure in figures.items():
                    print(f"{kind + form:22}{name:18}{figure:8.2f}{figure / figures['match, one field']:8.2f}")


if __name__ == "__main__":
    main()
