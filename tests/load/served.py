"""A portal of its own to be sent thousands of requests: real server, real database, thrown away afterwards."""

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.stack.served_site import environment, free_port
from tests.tools import ROOT

BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SECONDS_TO_START = 180


@dataclass(frozen=True)
class Portal:
    """A served portal and its environment."""

    port: int
    env: dict[str, str]

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

    def shell(self, code: str) -> Any:
        """Run code inside the portal's Django; return the JSON it prints."""
        script = f"import json, django; django.setup()\n{code}"
        done = subprocess.run(
            [sys.executable, "-c", script], cwd=ROOT, env=self.env, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(done.stderr)
        return json.loads(done.stdout.strip().splitlines()[-1])


def in_flight(work: Callable[[int], Any], times: int, together: int) -> Counter:
    """Do the work that often, so many at once; return how often each result came."""
    with ThreadPoolExecutor(together) as threads:
        return Counter(threads.map(work, range(times)))


@contextmanager
def portal(database: str = "") -> Iterator[Portal]:
    """Serve an empty portal; ``database``: a DATABASE_URL, or SQLite."""
    with tempfile.TemporaryDirectory(prefix="gs-load-") as name:
        port = free_port()
        env = environment(Path(name), port) | {"DJANGO_SETTINGS_MODULE": "portal.settings", "LOG_LEVEL": "ERROR"}
        if database:
            env["DATABASE_URL"] = database
        for command in (["migrate", "-v0"], ["setup_portal"], ["collectstatic", "-v0", "--no-input"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, capture_output=True)
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"], cwd=ROOT, env=env
        )
        try:
            running = Portal(port, env)
            _wait(running)
            yield running
        finally:
            server.terminate()
            server.wait(30)


def _wait(running: Portal) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            if running.ask("GET", "/suc-khoe/")[0] == 200:
                return
        except OSError:
            pass
        if time.monotonic() > deadline:
            raise RuntimeError("The portal was not served.")
        time.sleep(0.2)


def database_from_environment() -> str:
    """Return LOAD_DATABASE_URL: where to run instead of SQLite."""
    return os.environ.get("LOAD_DATABASE_URL", "")
