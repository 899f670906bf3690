"""The engines that store entries and answer questions."""

from functools import cache
from pathlib import Path

from django.conf import settings

from search.engines.base import Engine
from search.engines.embedded import EmbeddedEngine


def get_engine() -> Engine:
    """Return the engine of this portal."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


def get_staff_engine() -> Engine:
    """Return the engine of the staff's search: an index of its own, drafts included. For ``search.staff`` only."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR) / "staff")


@cache
def _embedded(folder: Path) -> EmbeddedEngine:
    return EmbeddedEngine(folder)
