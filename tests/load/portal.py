"""A portal of one's own for a load script: database, one article open for comments, and a server when wanted."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.stack.postgres import private_postgres
from tests.stack.served_site import environment, free_port
from tests.tools import ROOT, TOOLS

SECONDS_TO_START = 120


@dataclass
class Portal:
    """Where it is: its folder, its environment, its article."""

    folder: Path
    env: dict[str, str]
    page: Any


@contextmanager
def portal(*, postgres: bool, database: Path | None = None) -> Iterator[Portal]:
    """Make an empty portal with one article, and set Django up in this very process for it.

    ``database``: a SQLite file to begin with a copy of, which saves most of the migrations' time.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gs-load-", ignore_cleanup_errors=True)))
        port = free_port()
        env = {
            **environment(folder / "var", port),
            "SECRET_KEY": secrets.token_urlsafe(50),
            # Readers come from a thousand networks: the script writes the proxy's header.
            "BEHIND_PROXY": "1",
            "SITE_URL": f"http://localhost:{port}",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }
        if postgres:
            env["DATABASE_URL"] = stack.enter_context(private_postgres(TOOLS["postgres"].find()))
            env["WEB_CONCURRENCY"] = "2"
        elif database is not None:
            (folder / "var").mkdir()
            shutil.copy(database, folder / "var" / "portal.sqlite3")
        os.environ.update(env)
        yield Portal(folder, env, _planted())


def _planted() -> Any:
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    call_command("migrate", interactive=False, verbosity=0)
    call_command("setup_portal", verbosity=0)
    from news.comments.models import ThreadPolicy
    from tests.factories import make_bulletin

    page = make_bulletin(display_date=timezone.now())
    ThreadPolicy.objects.create(page=page, mode=ThreadPolicy.Mode.OPEN)
    connection.close()
    return page


@contextmanager
def served(made: Portal) -> Iterator[Path]:
    """Serve the portal with gunicorn as in production; yield the file of its log."""
    log = made.folder / "server.log"
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity=0"]
    subprocess.run(collect, cwd=ROOT, env=made.env, check=True)
    with log.open("wb") as output:
        command = [sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"]
        server = subprocess.Popen(command, cwd=ROOT, env=made.env, stdout=output, stderr=output)
    try:
        _wait(f"{made.env['SITE_URL']}/suc-khoe/", server, log)
        yield log
    finally:
        server.terminate()
        server.wait()


def _wait(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            if server.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"The portal was not served:\n{log.read_text(encoding='utf-8')}") from None
            time.sleep(0.2)
