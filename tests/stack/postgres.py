"""A private PostgreSQL server for one test run: made in a temporary folder, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SECONDS_TO_START = 30
# A portal's database is likely made with Vietnamese sorting rules: what depends on code point order must say so.
INITDB = (
    "--username=portal",
    "--auth=trust",
    "--encoding=UTF8",
    "--locale=C.UTF-8",
    "--locale-provider=icu",
    "--icu-locale=vi-VN",
    "--no-sync",
)
# Nothing here outlives the run, so nothing waits for the disk.
SERVER = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "listen_addresses=",
    "max_connections=60",
)


def unprivileged() -> dict[str, object]:
    """Return how to start a program as somebody other than root, whom PostgreSQL refuses to serve.

    That is a set of arguments for ``subprocess``; none when this is not root anyway.
    """
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    person = pwd.getpwnam("postgres" if "postgres" in names else "nobody")
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _wait_until_ready(binaries: Path, folder: Path, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while subprocess.run([binaries / "pg_isready", "-q", "-h", folder, "-U", "portal"]).returncode:
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"PostgreSQL did not start:\n{(folder / 'log').read_text()}")
        time.sleep(0.1)


@contextmanager
def private_postgres(binaries: str) -> Iterator[str]:
    """Serve an empty database ``portal`` and yield its DATABASE_URL.

    ``binaries`` is the folder with initdb and postgres. Only a Unix socket in the temporary folder is
    opened, so that runs side by side do not meet. Raises ``RuntimeError`` with the server's log.
    """
    programs = Path(binaries)
    folder = Path(tempfile.mkdtemp(prefix="gs-pg-"))
    person = unprivileged()
    if person:
        os.chown(folder, person["user"], person["group"])
    data = folder / "data"
    try:
        made = subprocess.run(
            [programs / "initdb", "-D", data, *INITDB], cwd=folder, capture_output=True, text=True, **person
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
        settings = [word for setting in SERVER for word in ("-c", setting)]
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", data, "-k", folder, *settings],
                cwd=folder,
                stdout=log,
                stderr=log,
                **person,
            )
        try:
            _wait_until_ready(programs, folder, server)
            subprocess.run([programs / "createdb", "-h", folder, "-U", "portal", "portal"], check=True)
            yield f"postgres://portal@:5432/{folder}/portal"
        finally:
            # Fast: open connections are ended, not waited for.
            control = [programs / "pg_ctl", "-D", data, "-w", "-t", "10", "stop", "-m"]
            if subprocess.run([*control, "fast"], cwd=folder, capture_output=True, **person).returncode:
                subprocess.run([*control, "immediate"], cwd=folder, capture_output=True, **person)
            server.wait()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def stopped(binaries: str, url: str) -> Iterator[None]:
    """Have the server of ``private_postgres`` stand still for as long as the context lasts."""
    folder = Path(url.split(":5432/", 1)[1]).parent
    control = [Path(binaries) / "pg_ctl", "-D", folder / "data", "-w"]
    person = unprivileged()
    subprocess.run([*control, "stop", "-m", "fast"], cwd=folder, capture_output=True, check=True, **person)
    try:
        yield
    finally:
        options = " ".join(f"-c {setting}" for setting in SERVER)
        start = [*control, "-l", folder / "log-again", "-o", f"-k {folder} {options}", "start"]
        subprocess.run(start, cwd=folder, stdout=subprocess.DEVNULL, check=True, **person)
