"""One test database for all processes of a run: the first makes it with every migration, the others get copies."""

from __future__ import annotations

import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, connections

COPIES = "copies.json"
PLANTED = "planted"
"""The copy nobody works on: from it come those for processes that tests start."""


def provide(config: pytest.Config, shared: Path, make: Callable[[], None]) -> Callable[[], None]:
    """Put Django on a database with the site's frame in it; return what to call when the tests are done with it.

    ``make`` makes one with all migrations and takes it away itself; ``shared`` is the folder of all processes.
    """
    own = os.environ.get("PYTEST_XDIST_WORKER", "")
    with (shared / "database.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (shared / COPIES).exists():
            copies = json.loads((shared / COPIES).read_text(encoding="utf-8"))
        else:
            make()
            copies = {"content": _plant(), "names": _copy(config, own)}
            (shared / COPIES).write_text(json.dumps(copies), encoding="utf-8")
            _remember(copies["content"])
            return lambda: None
    name = copies["names"].get(own)
    if name is None:
        # A process in the place of one that died: nothing was copied for it.
        make()
        _remember(_plant())
        return lambda: None
    _remember(copies["content"])
    usual = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    return lambda: connection.creation.destroy_test_db(usual, verbosity=0)


def _plant() -> str:
    """Plant the site's frame: making it anew for each test would take longer than the tests. Return all rows."""
    from tests.factories import make_site

    make_site()
    return connection.creation.serialize_db_to_string()


@contextmanager
def planted(shared: Path, folder: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of one more database with nothing but the site's frame in it, thrown away afterwards.

    On SQLite it lies in ``folder``. Skips the test in a process that took the place of one that died.
    """
    names = json.loads((shared / COPIES).read_text(encoding="utf-8"))["names"]
    if PLANTED not in names:
        pytest.skip("nothing was copied for the process in whose place this one is")
    if connection.vendor == "sqlite":
        yield f"sqlite:///{shutil.copy(names[PLANTED], folder / 'planted.sqlite3')}"
        return
    name = f"{names[PLANTED]}_{secrets.token_hex(4)}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{names[PLANTED]}"')
    try:
        yield f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{name}"
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}"')


def _copy(config: pytest.Config, own: str) -> dict[str, str]:
    """Make a copy for each other process, and one for portals that tests start; return the name of each."""
    workers = getattr(config, "workerinput", {}).get("workercount", 0)
    others = {PLANTED, *(f"gw{number}" for number in range(workers))} - {own}
    # What is copied may have no connection.
    connection.close()
    for other in others:
        connection.creation.clone_test_db(other, verbosity=0)
    return {other: str(connection.creation.get_test_db_clone_settings(other)["NAME"]) for other in others}


def _remember(content: str) -> None:
    """Have tests that empty the database find the frame again afterwards, and not the bare migrations.

    Kept with the class, for beside Playwright's event loop Django opens a connection of its own.
    """
    connections["default"]._test_serialized_contents = content
    type(connections["default"])._test_serialized_contents = content
