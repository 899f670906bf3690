"""A portal of its own for a load script: real database, real server, thrown away afterwards."""

from __future__ import annotations

import http.client
import io
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import Any
from urllib.parse import urlencode

from tqdm import tqdm

from tests.stack.postgres import private_postgres
from tests.stack.served_site import environment, free_port
from tests.tools import ROOT, TOOLS

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SECONDS_TO_START = 180


@dataclass(frozen=True)
class Portal:
    """A portal: its folder, its environment, where it listens once it is served."""

    folder: Path
    env: dict[str, str]
    port: int

    def ask(self, method: str, path: str, form: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any]:
        """Return status and headers of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        body = urlencode(form) if form is not None else None
        sent = {"User-Agent": BROWSER, **headers}
        if form is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            answer.read()
            return answer.status, answer.headers
        finally:
            connection.close()


@contextmanager
def portal(database: str = "", *, postgres: bool = False, **more: str) -> Iterator[Portal]:
    """Make an empty portal, and set Django up in this very process for it; once in a process.

    ``database``: a DATABASE_URL, of an empty database or of one migrated already; ``postgres``: a private PostgreSQL
    server; SQLite without either. ``more`` is added to the environment.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gs-load-", ignore_cleanup_errors=True)))
        port = free_port()
        env = {
            **environment(folder / "var", port),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "SITE_URL": f"http://localhost:{port}",
            "DJANGO_SETTINGS_MODULE": "portal.settings",
            "LOG_LEVEL": "ERROR",
            **more,
        }
        if postgres:
            database = stack.enter_context(private_postgres(TOOLS["postgres"].find()))
            env["WEB_CONCURRENCY"] = "2"
        if database:
            env["DATABASE_URL"] = database
        os.environ.update(env)
        stack.callback(_disconnect)
        _plant()
        yield Portal(folder, env, port)


def _plant() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    call_command("setup_portal", stdout=io.StringIO())
    _disconnect()


def _disconnect() -> None:
    """Close this process's connection: a server stops only without any, and no child may share one."""
    from django.db import connection

    connection.close()


def open_article() -> Any:
    """Make an article of today that takes comments."""
    from django.utils import timezone

    from news.comments.models import ThreadPolicy
    from tests.factories import make_bulletin

    page = make_bulletin(display_date=timezone.now())
    ThreadPolicy.objects.create(page=page, mode=ThreadPolicy.Mode.OPEN)
    return page


@contextmanager
def served(made: Portal) -> Iterator[Path]:
    """Serve a portal with gunicorn as in production; yield the file of its log."""
    log = made.folder / "server.log"
    for command in (("compile_messages",), ("collectstatic", "--no-input", "--verbosity=0")):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=made.env, check=True, stdout=DEVNULL)
    with log.open("wb") as output:
        command = [sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"]
        server = subprocess.Popen(command, cwd=ROOT, env=made.env, stdout=output, stderr=output)
    try:
        _wait(made, server, log)
        yield log
    finally:
        server.terminate()
        server.wait(30)


def _wait(made: Portal, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            if made.ask("GET", "/suc-khoe/")[0] == 200:
                return
        except OSError:
            pass
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The portal was not served:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.2)


def in_flight(work: Callable[[int], Any], times: int, together: int, what: str = "") -> Counter:
    """Do the work that often, so many at once, and show how far it is; return how often each result came."""
    with ThreadPoolExecutor(together) as threads:
        return Counter(tqdm(threads.map(work, range(times)), what, times, disable=None))


def database_from_environment() -> str:
    """Return LOAD_DATABASE_URL: where to run instead of SQLite."""
    return os.environ.get("LOAD_DATABASE_URL", "")
