"""Measuring against questions whose answers are known, given as files of JSON lines."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import log2
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.entry import Entry

DEPTH = 10
"""Answers looked at."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of an evaluation, with the ids of what answers it."""

    query: str
    wanted: frozenset[str]


@dataclass(slots=True)
class Measured:
    """What a run of questions gave: means over all of them, and how long each took in seconds."""

    gains: list[float] = field(default_factory=list)
    firsts: list[float] = field(default_factory=list)
    recalls: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def add(self, found: Sequence[str], wanted: frozenset[str], seconds: float) -> None:
        """Count an answer: ids in order, best first."""
        right = [one in wanted for one in found[:DEPTH]]
        best = sum(1 / log2(place + 2) for place in range(min(len(wanted), DEPTH)))
        self.gains.append(sum(1 / log2(place + 2) for place, hit in enumerate(right) if hit) / best)
        self.firsts.append(next((1 / (place + 1) for place, hit in enumerate(right) if hit), 0.0))
        self.recalls.append(sum(right) / len(wanted))
        self.seconds.append(seconds)

    def __str__(self) -> str:
        return (
            f"nDCG@10 {_mean(self.gains):.4f}  MRR@10 {_mean(self.firsts):.4f}  recall@10 {_mean(self.recalls):.4f}  "
            f"p50 {_percentile(self.seconds, 50) * 1000:.1f} ms  p95 {_percentile(self.seconds, 95) * 1000:.1f} ms  "
            f"({len(self.gains)})"
        )


def read_entries(path: Path) -> Iterator[Entry]:
    """Yield the entries of a file of ``{"id", "title", "text"}``. Raises ``ValueError`` naming the line at fault."""
    for number, row in _rows(path):
        try:
            yield Entry(kind="bulletin", id=str(row["id"]), title=row.get("title", ""), body=row["text"], url="/")
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: needs id and text") from error


def read_asked(path: Path) -> Iterator[Asked]:
    """Yield the questions of a file of ``{"id", "query", "doc_ids"}``; those with no answer are left out."""
    for number, row in _rows(path):
        try:
            wanted = frozenset(map(str, row["doc_ids"]))
            query = str(row["query"])
        except (KeyError, TypeError) as error:
            raise ValueError(f"{path.name}, line {number}: needs query and doc_ids") from error
        if wanted:
            yield Asked(query, wanted)


@contextmanager
def fresh_engines() -> Iterator[Mapping[str, Engine]]:
    """Give the engines there are, each with a name and an empty place of its own that goes at the end."""
    with tempfile.TemporaryDirectory() as folder:
        engines: dict[str, Engine] = {"embedded": EmbeddedEngine(Path(folder))}
        if not settings.ELASTICSEARCH_URL:
            yield engines
            return
        server = ElasticEngine(settings.ELASTICSEARCH_URL, f"measured-{uuid4().hex[:12]}", timeout=60)
        try:
            yield {**engines, "Elasticsearch": server}
        finally:
            server.drop()


def _rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield number, json.loads(line)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _percentile(values: Sequence[float], percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] if ordered else 0.0
