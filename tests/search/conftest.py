"""An index of one's own for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command

from search.engines import get_engine
from search.engines.base import Engine
from search.engines.elastic import ElasticEngine
from search.engines.embedded import EmbeddedEngine
from search.question import parse
from tests import factories
from tests.stack.elastic import Server


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
def elastic_prefix(elastic: Server) -> Iterator[str]:
    """Return a name for indices of one test; they are gone afterwards."""
    prefix = f"test-{uuid4().hex[:12]}"
    yield prefix
    ElasticEngine(elastic.url, prefix, timeout=30).drop()


@pytest.fixture
def elastic_engine(elastic: Server, elastic_prefix: str) -> Callable[[], ElasticEngine]:
    """Return a function that gives an engine on the search server, each as another process has it."""
    return lambda: ElasticEngine(elastic.url, elastic_prefix, timeout=30)


@pytest.fixture(params=["embedded", pytest.param("elastic", marks=pytest.mark.xdist_group("production"))])
def another(request: pytest.FixtureRequest) -> Callable[[], Engine]:
    """Return a function that gives one more engine on the same index, as another process has it; on both engines."""
    if request.param == "embedded":
        folder = request.getfixturevalue("index_folder")
        return lambda: EmbeddedEngine(folder)
    return request.getfixturevalue("elastic_engine")


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
