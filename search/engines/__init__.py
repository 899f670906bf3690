"""The engines that store entries and answer questions."""

import os
from functools import cache
from pathlib import Path

from django.conf import settings

from search import registry
from search.engines.base import Engine, Read
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.engines.guarded import GuardedEngine


def get_engine(name: str = "", read: Read = registry.read) -> Engine:
    """Return the engine of this portal: the embedded one, or the search server with that behind it.

    ``name`` tells an index apart from the public one, which has none; ``read`` reads its entries from the database.
    """
    standby = _embedded(_folder(name))
    main = search_server(name)
    return _guarded(main, standby, read) if main else standby


def search_server(name: str = "") -> ElasticEngine | None:
    """Return the engine on the search server; None in the embedded configuration, which has none."""
    if not settings.ELASTICSEARCH_URL:
        return None
    return _elastic(
        settings.ELASTICSEARCH_URL,
        f"{settings.ELASTICSEARCH_INDEX}-{name}" if name else settings.ELASTICSEARCH_INDEX,
        settings.ELASTICSEARCH_REPLICAS,
        settings.ELASTICSEARCH_TIMEOUT,
        # Connections are not shared with a parent process.
        os.getpid(),
    )


def every_index(name: str = "", *, only_standby: bool = False) -> dict[str, Engine]:
    """Return what can be rebuilt and checked by itself: the search server's index, and the one of this machine."""
    main, own = search_server(name), _embedded(_folder(name))
    if main is None:
        return {} if only_standby else {"embedded": own}
    return {"stand-by": own} if only_standby else {"Elasticsearch": main, "stand-by": own}


def _folder(name: str) -> Path:
    return Path(settings.SEARCH_INDEX_DIR) / name if name else Path(settings.SEARCH_INDEX_DIR)


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)


@cache
def _elastic(url: str, prefix: str, replicas: int, timeout: float, process: int) -> ElasticEngine:
    return ElasticEngine(url, prefix, replicas=replicas, timeout=timeout)


@cache
def _guarded(main: ElasticEngine, standby: EmbeddedEngine, read: Read) -> GuardedEngine:
    return GuardedEngine(main, standby, read)
