"""The engines that store entries and answer questions."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


def get_engine() -> Engine:
    """Return the engine of this portal."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)
