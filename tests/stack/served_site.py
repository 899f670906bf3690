"""A filled portal served the way ``make run`` serves it: real files, real compression, real headers.

It is prepared once for a whole test run, whatever the number of processes; each process serves a copy of its own.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

from tests.stack.inside import Inside
from tests.tools import ROOT

SECONDS_TO_SERVE = 120
# What the portal would take from the environment is not the tests' to inherit.
FOREIGN = (
    "DATABASE_URL",
    "REDIS_URL",
    "ELASTICSEARCH_URL",
    "SITE_URL",
    "ALLOWED_HOSTS",
    "DEBUG",
    "SECRET_KEY",
    "FIELD_KEY",
    # Set for the process beside Playwright's event loop, and refused in deployment.
    "DJANGO_ALLOW_ASYNC_UNSAFE",
)


@dataclass(frozen=True)
class ServedSite:
    """A running portal: its address without a final slash, its data folder, what its start printed, a way inside."""

    url: str
    folder: Path
    printed: str
    inside: Inside = field(compare=False)


def environment(folder: Path, port: int = 8000) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in FOREIGN}
    return kept | {"VAR_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port)}


def free_port() -> int:
    """Return a port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def prepared_folder(shared: Path) -> Path:
    """Return a data folder with the demo portal in it, made by whichever process asks first."""
    folder = shared / "prepared"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "complete").exists():
            done = subprocess.run(
                [sys.executable, "-m", "scripts.serve", "--prepare-only"],
                cwd=ROOT,
                env=environment(folder),
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise RuntimeError(f"The demo portal could not be prepared:\n{done.stdout}{done.stderr}")
            (folder / "complete").write_text(done.stdout)
    return folder


def begin_preparing(shared: Path) -> None:
    """Have the demo portal made in the background, for the tests that will ask for it."""
    Thread(target=prepared_folder, args=(shared,), daemon=True).start()


def _wait_until_served(process: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for the line that says how to stop: it is printed when the home page has been answered."""
    deadline = time.monotonic() + SECONDS_TO_SERVE
    while "Ctrl-C" not in log.read_text(encoding="utf-8"):
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"The portal was not served:\n{log.read_text(encoding='utf-8')}")
        time.sleep(0.1)


@contextmanager
def served(prepared: Path, folder: Path) -> Iterator[ServedSite]:
    """Serve a copy of the prepared portal from ``folder`` for as long as the context lasts."""
    shutil.copytree(prepared, folder)
    port = free_port()
    log = folder / "served.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.serve"],
            cwd=ROOT,
            env=environment(folder, port),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    inside = Inside(environment(folder, port))
    try:
        _wait_until_served(process, log)
        yield ServedSite(f"http://127.0.0.1:{port}", folder, (folder / "complete").read_text(), inside)
    finally:
        inside.close()
        process.terminate()
        process.wait(30)
