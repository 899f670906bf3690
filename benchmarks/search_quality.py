"""How well answers are ranked: ``python -m benchmarks.search_quality FOLDER [--server URL]``.

FOLDER holds ``docs.jsonl`` {id, title, text} and ``queries.jsonl`` {id, query, doc_ids}. Prints MRR@10 and recall@10
for the questions as written, without accents, half of them accented, and in capitals of the decomposed form (NFD);
asked of the embedded engine, or of an Elasticsearch server.
"""

from __future__ import annotations

import argparse
import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.engines import an_engine
from portal.vietnamese.text import fold
from search.engines.base import Engine
from search.entry import Entry
from search.question import parse

DEPTH = 10


def half_accented(text: str) -> str:
    """Return a text with about every second word typed without accents, always the same ones."""
    chance = random.Random(text)
    return " ".join(fold(word) if chance.random() < 0.5 else word for word in text.split())


FORMS: dict[str, Callable[[str], str]] = {
    "as written": str,
    "without accents": fold,
    "half accented": half_accented,
    "NFD, capitals": lambda text: unicodedata.normalize("NFD", text.upper()),
}


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def scores(engine: Engine, queries: list[dict[str, Any]], form: Callable[[str], str]) -> tuple[float, float]:
    """Return MRR and recall at ten."""
    reciprocal = recalled = 0.0
    for query in queries:
        right = {f"doc:{one}" for one in query["doc_ids"]}
        found = [hit.entry.id for hit in engine.ask(parse(form(query["query"]))).hits(0, DEPTH)]
        reciprocal += next((1 / rank for rank, one in enumerate(found, 1) if one in right), 0)
        recalled += len(right.intersection(found)) / len(right)
    return reciprocal / len(queries), recalled / len(queries)


def main() -> None:
    """Index the documents, ask the questions in every form, print a table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--server", help="address of an Elasticsearch server to ask in place of the embedded engine")
    arguments = parser.parse_args()
    folder = arguments.folder
    documents, queries = lines(folder / "docs.jsonl"), lines(folder / "queries.jsonl")
    with an_engine(arguments.server) as engine:
        engine.rebuild(
            (
                Entry(kind="doc", id=f"doc:{one['id']}", title=one["title"], body=one["text"], url="/")
                for one in documents
            ),
            lambda ids: (),
        )
        print(f"{len(documents)} documents, {len(queries)} questions\n{'':20}MRR@10  recall@10")
        for name, form in FORMS.items():
            print("{:18}{:8.4f}{:11.4f}".format(name, *scores(engine, queries, form)))


if __name__ == "__main__":
    main()
