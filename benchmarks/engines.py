"""An engine with an index of its own, gone afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from elasticsearch import Elasticsearch

from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine


@contextmanager
def an_engine(server: str | None = None) -> Iterator[Engine]:
    """Yield the embedded engine, or one on the server at this address."""
    if server is None:
        with tempfile.TemporaryDirectory() as folder:
            yield EmbeddedEngine(Path(folder))
        return
    prefix = f"benchmark-{os.getpid()}"
    try:
        yield ElasticEngine(server, prefix, timeout=60)
    finally:
        with Elasticsearch(server) as client:
            client.indices.delete(index=list(client.indices.get(index=f"{prefix}-*")))
