"""An index of one's own for each test."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import call_command

from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.question import parse
from tests import factories


@pytest.fixture
def index_folder(settings, tmp_path: Path) -> Path:
    """Point the portal at an index folder that does not exist yet."""
    settings.SEARCH_INDEX_DIR = tmp_path / "index"
    return settings.SEARCH_INDEX_DIR


@pytest.fixture
def engine(index_folder: Path) -> EmbeddedEngine:
    """Return an engine without an index."""
    return get_engine()


@pytest.fixture
def site(db, index_folder: Path):
    """Make the frame of the site and index it."""
    home = factories.make_site()
    call_command("rebuild_index", verbosity=0)
    return home


@pytest.fixture
def committed(django_capture_on_commit_callbacks) -> Callable:
    """Return a context in which what waits for the commit is done at its end."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def found(index_folder: Path) -> Callable[..., list[str]]:
    """Return a function that gives the titles found for a question, best first."""

    def titles(question: str, **filters: str) -> list[str]:
        answer = get_engine().ask(parse(question), filters)
        return [hit.entry.title for hit in answer.hits(0, 50)]

    return titles
