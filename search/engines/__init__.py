"""The engines that store entries and answer questions."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from search import registry
from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.guarded import GuardedEngine


def get_engine() -> Engine:
    """Return the engine of this portal: the embedded one, or the search server with that behind it."""
    standby = _embedded(Path(settings.SEARCH_INDEX_DIR))
    main = search_server()
    return _guarded(main, standby) if main else standby


def search_server() -> ElasticEngine | None:
    """Return the engine on the search server; None in the embedded configuration, which has none."""
    if not settings.ELASTICSEARCH_URL:
        return None
    return _elastic(
        settings.ELASTICSEARCH_URL,
        settings.ELASTICSEARCH_INDEX,
        settings.ELASTICSEARCH_REPLICAS,
        settings.ELASTICSEARCH_TIMEOUT,
        # Connections are not shared with a parent process.
        os.getpid(),
    )


def every_index(*, only_standby: bool = False) -> dict[str, Engine]:
    """Return what can be rebuilt and checked by itself: the search server's index, and the one of this machine."""
    main, own = search_server(), _embedded(Path(settings.SEARCH_INDEX_DIR))
    if main is None:
        return {} if only_standby else {"embedded": own}
    return {"stand-by": own} if only_standby else {"Elasticsearch": main, "stand-by": own}


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


@cache
def _elastic(url: str, prefix: str, replicas: int, timeout: float, process: int) -> ElasticEngine:
    return ElasticEngine(url, prefix, replicas=replicas, timeout=timeout)


@cache
def _guarded(main: ElasticEngine, standby: EmbeddedEngine) -> GuardedEngine:
    return GuardedEngine(main, standby, registry.read)
