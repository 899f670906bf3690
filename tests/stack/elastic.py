"""A search server for one test run: the makers' own distribution for tests, with its data in a temporary folder."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.stack.postgres import unprivileged
from tests.stack.served_site import free_port
from tests.tools import needs_tool

SECONDS_TO_START = 180
HEAP = "512m"
# A server that lives for minutes does not earn back what the second compiler and a parallel collector cost.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC -XX:-AlwaysPreTouch"
CONFIGURATION = """
discovery.type: single-node
xpack.security.enabled: false
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
cluster.routing.allocation.disk.threshold_enabled: false
"""


@dataclass(frozen=True)
class Server:
    """A running server: its address, and its process where it is ours to stop."""

    url: str
    process: subprocess.Popen[bytes] | None = None

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Have the server take connections and answer none for as long as the context lasts."""
        assert self.process is not None, "a server at a given address is not stopped"
        os.killpg(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.killpg(self.process.pid, signal.SIGCONT)
            _wait_until_ready(self.url, self.process, None)


@contextmanager
def elasticsearch() -> Iterator[Server]:
    """Serve an empty Elasticsearch, or take the one at the address in ELASTICSEARCH_URL.

    Skips the running test where neither can be had. Raises ``RuntimeError`` with the server's log.
    """
    given = needs_tool("elasticsearch")
    if given.startswith("http"):
        yield Server(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="gs-elastic-"))
    process = None
    try:
        url, process = _started(Path(given), folder)
        yield Server(url, process)
    finally:
        if process is not None:
            _stop(process)
        shutil.rmtree(folder, ignore_errors=True)


def _started(archive: Path, folder: Path) -> tuple[str, subprocess.Popen[bytes]]:
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (home,) = folder.glob("elasticsearch-*")
    url = f"http://127.0.0.1:{(port := free_port())}"
    configuration = CONFIGURATION.format(http=port, transport=free_port(), folder=folder)
    (home / "config/elasticsearch.yml").write_text(configuration, encoding="utf-8")
    for name in ("data", "logs", "tmp"):
        (folder / name).mkdir()
    person = unprivileged()
    if person:
        for path in (folder, *folder.rglob("*")):
            os.chown(path, person["user"], person["group"])
    java = Path(needs_tool("java")).resolve().parent.parent
    env = {name: value for name, value in os.environ.items() if not name.startswith(("ES_", "JAVA_"))} | {
        "ES_JAVA_HOME": str(java),
        "ES_JAVA_OPTS": f"-Xms{HEAP} -Xmx{HEAP} {SHORT_LIVED}",
        "ES_TMPDIR": str(folder / "tmp"),
    }
    log = folder / "log"
    with log.open("wb") as output:
        # The archive forgets who may be run, so the shell is named. A session of its own: the starter has a child.
        process = subprocess.Popen(
            ["bash", home / "bin/elasticsearch"],
            cwd=home,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            **person,
        )
    try:
        _wait_until_ready(url, process, log)
    except BaseException:
        _stop(process)
        raise
    return url, process


def _wait_until_ready(url: str, process: subprocess.Popen[bytes], log: Path | None) -> None:
    directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + SECONDS_TO_START
    while True:
        try:
            directly.open(f"{url}/_cluster/health?wait_for_status=yellow&timeout=2s", timeout=5).close()
            return
        except (OSError, urllib.error.URLError):
            if process.poll() is not None or time.monotonic() > deadline:
                said = log.read_text(errors="replace") if log else "no answer"
                raise RuntimeError(f"Elasticsearch did not start:\n{said}") from None
            time.sleep(0.3)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and the starter it is a child of; its data need not outlive it."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
