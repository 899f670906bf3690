"""The programs some tests need beyond Python, where they are found, and what happens without them.

A test that lacks its tool is skipped, and the closing report says which tool and how to get it.
With ``CI=true`` nothing may be missing: the test fails instead.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from scripts.elasticsearch import ARCHIVE

ROOT = Path(__file__).resolve().parent.parent
MISSING = "missing tool: "
NGINX_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
# Real articles, on which the import and the citations are tried; their words are not ours to publish.
SAMPLES = Path(os.environ.get("SAMPLE_ARTICLES") or ROOT.parent / "shared" / "sources")
needs_samples = pytest.mark.skipif(
    not SAMPLES.is_dir(),
    reason="the five sample articles are not part of the repository (SAMPLE_ARTICLES=folder says where they are)",
)


def _first_command(*names: str) -> Callable[[], str | None]:
    return lambda: next(filter(None, map(shutil.which, names)), None)


def _file(path: str) -> Callable[[], str | None]:
    return lambda: str(ROOT / path) if (ROOT / path).is_file() else None


def _postgres_binaries() -> str | None:
    """Return the folder of the newest PostgreSQL server's programs; Debian keeps them out of PATH."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    in_path = shutil.which("postgres")
    folders = [*reversed(debian), *([Path(in_path).resolve().parent] if in_path else [])]
    needed = ("initdb", "postgres", "pg_ctl", "pg_isready", "createdb")
    return next((str(folder) for folder in folders if all((folder / name).exists() for name in needed)), None)


def _nginx_with_brotli() -> str | None:
    """Return nginx where the module for files compressed beforehand is installed too."""
    nginx = shutil.which("nginx") or next((str(path) for path in [Path("/usr/sbin/nginx")] if path.exists()), None)
    return nginx if NGINX_BROTLI.exists() else None


def _elasticsearch() -> str | None:
    """Return the address of a running server, or the archive of one."""
    given = os.environ.get("ELASTICSEARCH_URL")
    return given or (str(ARCHIVE) if ARCHIVE.is_file() and shutil.which("java") else None)


@dataclass(frozen=True)
class Tool:
    """A program or file the tests use: what for, how to install it, and where it is (None: missing)."""

    purpose: str
    install: str
    find: Callable[[], str | None]


TOOLS = {
    "chromium": Tool(
        "browser tests",
        "apt install chromium",
        _first_command("chromium", "chromium-browser", "google-chrome"),
    ),
    "java": Tool("the HTML checker and the search server", "apt install default-jre-headless", _first_command("java")),
    "node": Tool("comparing Python with the browser's scripts", "apt install nodejs", _first_command("node")),
    "axe": Tool(
        "accessibility checks",
        "apt install nodejs npm, then npm ci",
        _file("node_modules/axe-core/axe.min.js"),
    ),
    "vnu": Tool(
        "the HTML checker",
        "apt install nodejs npm, then npm ci",
        _file("node_modules/vnu-jar/build/dist/vnu.jar"),
    ),
    "postgres": Tool("tests on PostgreSQL", "apt install postgresql", _postgres_binaries),
    "redis": Tool("tests with Redis", "apt install redis-server", _first_command("redis-server")),
    "nginx": Tool(
        "tests of the production parts",
        "apt install nginx libnginx-mod-http-brotli-static",
        _nginx_with_brotli,
    ),
    "elasticsearch": Tool(
        "tests of the search server",
        "apt install maven default-jre-headless, then python -m scripts.elasticsearch; or its address in"
        " ELASTICSEARCH_URL",
        _elasticsearch,
    ),
    "openssl": Tool("a certificate for those", "apt install openssl", _first_command("openssl")),
}


def everything_expected() -> bool:
    """Tell whether a missing tool is a failure (on the CI machine) and not a reason to skip."""
    return os.environ.get("CI", "").lower() in {"1", "true"}


def needs_tool(name: str) -> str:
    """Return where the tool is; without it, skip the running test (fail it with CI=true)."""
    tool = TOOLS[name]
    found = tool.find()
    if found:
        return found
    message = f"{MISSING}{name}, for {tool.purpose} ({tool.install})"
    if everything_expected():
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
