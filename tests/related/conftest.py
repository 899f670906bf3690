"""An index of one's own, and what waits for the commit done at its end."""

from tests.demo.conftest import content, fast_media  # noqa: F401
from tests.search.conftest import committed, elastic_engine, elastic_prefix, engine, index_folder, site  # noqa: F401
