"""The production parts, started for real on ports of their own with the files of ``deploy/``.

PostgreSQL, Elasticsearch, Redis, two application servers, the task worker and nginx as an unprivileged process. The
environment is ``deploy/environment.example`` and nginx's site is ``deploy/nginx/guong-sang.conf``; only places, ports,
keys and the seconds a page is kept are others.
"""

from __future__ import annotations

import json
import os
import secrets
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from elasticsearch import Elasticsearch

from tests.stack.postgres import private_postgres, unprivileged
from tests.stack.reader import Reader
from tests.stack.served_site import FOREIGN, free_port
from tests.tools import NGINX_BROTLI, ROOT, needs_tool

HOST = "guongsang.example.vn"
SECONDS_KEPT = 2
SECONDS_TO_START = 60

# The steps of docs/operations.md in one process, and what a test may look at: an administrator, a picture cut for a
# page, a document, and where they are.
PLANT = """
import json
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
call_command("setup_portal")
call_command("rebuild_index", verbosity=0)
from deploy.maintenance_page import draw
draw(settings.STATIC_ROOT)
from django.core.files.base import ContentFile
from portal.base.models import PortalDocument
from tests.factories import make_picture, make_user
make_user(username="quan-tri")
picture = make_picture()
document = PortalDocument.objects.create(title="Kế hoạch", file=ContentFile(b"%PDF-1.4", "ke-hoach.pdf"))
print(json.dumps({
    "cut": picture.get_rendition("width-320|format-webp").url, "original": picture.file.url,
    "document": document.url, "stored": document.file.name,
}))
"""

# How many tasks are not done yet.
WAITING = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.exclude(finished_at__isnull=False).count())
"""

NGINX = """
load_module {brotli};
pid {own}/nginx.pid;
error_log {own}/log/error.log;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    sendfile on;
    client_body_temp_path {own}/body;
    proxy_temp_path {own}/proxy;
    fastcgi_temp_path {own}/fastcgi;
    uwsgi_temp_path {own}/uwsgi;
    scgi_temp_path {own}/scgi;
    include {site};
}}
"""


def wait_until(happened: Callable[[], Any], seconds: float = SECONDS_TO_START) -> Any:
    """Ask again and again; return the first true answer. Raises ``TimeoutError``."""
    deadline = time.monotonic() + seconds
    while not (answer := happened()):
        if time.monotonic() > deadline:
            raise TimeoutError(happened)
        time.sleep(0.1)
    return answer


def example_environment() -> dict[str, str]:
    """Return the variables of ``deploy/environment.example``, read as systemd and the shell read them."""
    lines = (ROOT / "deploy/environment.example").read_text(encoding="utf-8").splitlines()
    words = [shlex.split(line)[0] for line in lines if line and not line.startswith("#")]
    return dict(word.split("=", 1) for word in words)


@dataclass
class Production:
    """The running parts: their environment, folder, ports, processes and the content in them.

    ``databases``: addresses of two more, one ``bare`` and one ``planted`` like the first, for tests to fill.
    """

    folder: Path
    env: dict[str, str]
    https: int
    http: int
    ports: tuple[int, int]
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)
    databases: dict[str, str] = field(default_factory=dict)

    @property
    def var(self) -> Path:
        """VAR_DIR."""
        return self.folder / "var"

    @property
    def prefix(self) -> str:
        """What the names of the portal's search indices begin with."""
        return self.env["ELASTICSEARCH_INDEX"]

    def reader(self, host: str = HOST, source: str = "127.0.0.1") -> Reader:
        """Return somebody new at the front door."""
        return Reader(host, self.https, source)

    def python(self, *arguments: str, **more: str) -> str:
        """Run the portal's Python as its services do; return what it printed. ``more``: further variables."""
        done = subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=self.env | more, capture_output=True, text=True
        )
        if done.returncode:
            raise RuntimeError(f"{arguments}:\n{done.stdout}{done.stderr}")
        return done.stdout

    def shell(self, code: str) -> str:
        """Run lines of Python inside the portal."""
        return self.python("manage.py", "shell", "--no-imports", "--command", code)

    def health(self, port: int) -> int:
        """Return the status of one application server's health page, or 0 when nobody answers."""
        directly = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            return directly.open(f"http://127.0.0.1:{port}/suc-khoe/", timeout=10).status
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def wait_until_idle(self) -> None:
        """Return when the worker has done everything it was given; what failed is tried again a minute later."""
        self.wait_for_worker(lambda: self.shell(WAITING).strip() == "0", 4 * SECONDS_TO_START)

    def wait_for_worker(self, happened: Callable[[], Any], seconds: float) -> None:
        """Wait for what the worker does. One that ended, for the database was away, is started anew as by systemd."""

        def looked_at() -> Any:
            if self.processes["worker"].poll() is not None:
                self.start_worker()
            return happened()

        wait_until(looked_at, seconds)

    def start(self, name: str, command: list[str], **options: Any) -> None:
        """Start a part whose output goes to ``log/NAME``."""
        (self.folder / "log").mkdir(exist_ok=True)
        with (self.folder / "log" / name).open("ab") as log:
            self.processes[name] = subprocess.Popen(
                command, cwd=ROOT, env=self.env | options.pop("more", {}), stdout=log, stderr=log, **options
            )

    def stop(self, name: str) -> None:
        """End a part, and wait until it has."""
        process = self.processes.pop(name)
        process.terminate()
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def stop_all(self) -> None:
        """End every part: all are told first, then waited for."""
        for process in self.processes.values():
            process.terminate()
        for name in list(self.processes):
            self.stop(name)

    def start_web(self, port: int) -> None:
        """Start one application server as guong-sang-web@PORT does."""
        command = [sys.executable, "-m", "gunicorn", "-c", "scripts/gunicorn.conf.py"]
        self.start(f"web-{port}", command, more={"HOST": "127.0.0.1", "PORT": str(port)})

    def start_worker(self) -> None:
        """Start the task worker as guong-sang-worker does: what a killed one left is given back to the queue first."""
        before = f"{sys.executable} manage.py requeue_tasks worker"
        worker = (
            f"{sys.executable} manage.py db_worker --queue-name=* --worker-id=worker --interval=0.5 --max-tasks=1000"
        )
        self.start("worker", ["sh", "-c", f"{before} && exec {worker}"])

    def start_redis(self) -> None:
        """Start Redis on the port of REDIS_URL."""
        port = self.env["REDIS_URL"].rsplit(":", 1)[1].split("/")[0]
        command = [needs_tool("redis"), "--port", port, "--bind", "127.0.0.1"]
        self.start("redis", [*command, "--save", "", "--appendonly", "no", "--dir", str(self.folder)])

    def start_nginx(self) -> None:
        """Start nginx with the shipped site on ports of its own, as somebody without rights."""
        own, tls = self.folder / "nginx", self.folder / "tls"
        folders = (own, own / "log", own / "log/guong-sang", tls)
        for path in folders:
            path.mkdir()
        site = self.folder / "site.conf"
        site.write_text(self._site(own, tls), encoding="utf-8")
        main = self.folder / "nginx.conf"
        main.write_text(NGINX.format(brotli=NGINX_BROTLI, own=own, site=site))
        _make_certificate(tls)
        person = unprivileged()
        if person:
            for path in (*folders, *tls.iterdir()):
                os.chown(path, person["user"], person["group"])
        command = [needs_tool("nginx"), "-e", str(own / "log/start.log"), "-c", str(main), "-g", "daemon off;"]
        self.start("nginx", command, **person)

    def _site(self, own: Path, tls: Path) -> str:
        """Return the shipped site with this machine's places; each of them must be in it."""
        text = (ROOT / "deploy/nginx/guong-sang.conf").read_text(encoding="utf-8")
        text = "".join(line for line in text.splitlines(keepends=True) if "listen [::]" not in line)
        places = {
            "listen 80": f"listen 127.0.0.1:{self.http}",
            "listen 443": f"listen 127.0.0.1:{self.https}",
            "127.0.0.1:8001": f"127.0.0.1:{self.ports[0]}",
            "127.0.0.1:8002": f"127.0.0.1:{self.ports[1]}",
            "/var/lib/nginx/guong-sang": f"{own}/cache",
            "/var/lib/guong-sang": f"{self.var}",
            "/etc/ssl/guong-sang": f"{tls}",
            "/var/log/nginx": f"{own}/log",
            "/var/www/acme": f"{self.folder}/acme",
        }
        for shipped, here in places.items():
            assert shipped in text, shipped
            text = text.replace(shipped, here)
        return text


def _make_certificate(folder: Path) -> None:
    subprocess.run(
        [
            *(needs_tool("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "2", "-subj", f"/CN={HOST}"),
            *("-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"),
        ],
        check=True,
        capture_output=True,
    )


def _environment(folder: Path, database: str, redis: int, elastic: str) -> dict[str, str]:
    example = example_environment()
    foreign = {*FOREIGN, *example, "MEDIA_ROOT", "STATIC_ROOT", "SEARCH_INDEX_DIR", "DEMO"}
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    here = {
        "VAR_DIR": str(folder / "var"),
        "DATABASE_URL": database,
        "REDIS_URL": f"redis://127.0.0.1:{redis}/0",
        "ELASTICSEARCH_URL": elastic,
        "ELASTICSEARCH_INDEX": f"production-{os.getpid()}",
        "SECRET_KEY": secrets.token_urlsafe(50),
        "PUBLIC_MAX_AGE": str(SECONDS_KEPT),
        "EMAIL_URL": "dummymail://",
    }
    assert set(here) <= set(example)
    return kept | example | here


def _more_databases(binaries: str, url: str) -> dict[str, str]:
    place, name = url.rsplit("/", 1)
    folder = place.split(":5432/", 1)[1]
    for new, pattern in (("bare", "template0"), ("planted", name)):
        command = [Path(binaries) / "createdb", "-h", folder, "-U", "portal", "--template", pattern, new]
        subprocess.run(command, check=True)
    return {new: f"{place}/{new}" for new in ("bare", "planted")}


def _drop_indices(elastic: str, prefix: str) -> None:
    with Elasticsearch(elastic, request_timeout=30) as client:
        names = list(client.indices.get(index=f"{prefix}-*"))
        if names:
            client.indices.delete(index=names)


@contextmanager
def production(static: Path, elastic: str) -> Iterator[Production]:
    """Start everything and plant a site.

    ``static`` holds the static files, collected already; ``elastic`` is the address of a search server.

    Skips the running test where PostgreSQL, Redis, nginx or openssl is missing.
    """
    binaries = needs_tool("postgres")
    for name in ("redis", "nginx", "openssl"):
        needs_tool(name)
    folder = Path(tempfile.mkdtemp(prefix="gs-production-"))
    # nginx comes as somebody else.
    folder.chmod(0o755)
    with ExitStack() as ending:
        ending.callback(shutil.rmtree, folder, ignore_errors=True)
        database = ending.enter_context(private_postgres(binaries))
        env = _environment(folder, database, free_port(), elastic)
        running = Production(folder, env, free_port(), free_port(), (free_port(), free_port()))
        ending.callback(_drop_indices, elastic, running.prefix)
        ending.callback(running.stop_all)
        running.start_redis()
        shutil.copytree(static, running.var / "static")
        planted = running.python("-c", PLANT, DJANGO_SETTINGS_MODULE="portal.settings")
        running.content = json.loads(planted.splitlines()[-1])
        running.databases = _more_databases(binaries, database)
        for port in running.ports:
            running.start_web(port)
        running.start_worker()
        running.start_nginx()
        for port in running.ports:
            wait_until(lambda port=port: running.health(port) == 200)
        yield running
