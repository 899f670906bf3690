"""What tests of the production configuration share: it is dear to start."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stack.elastic import Server
from tests.stack.production import Production, production


@pytest.fixture(scope="session")
def running(prepared_site: Path, elastic: Server) -> Iterator[Production]:
    """The production parts. Tests that ask for them belong to the xdist_group ``production``, one process."""
    with production(prepared_site / "static", elastic.url) as parts:
        yield parts
