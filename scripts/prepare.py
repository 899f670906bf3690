"""The steps between installed and ready to serve; each is done again only when what it depends on changed."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from scripts.environment import ROOT, RUN_LOCK, Refusal, Stamps, digest, say

WITH_DEMO = os.environ.get("DEMO", "1") not in {"0", "no"}
APPS = ("portal", "news", "exemplars", "search")
VAR_DIR = Path(os.environ.get("VAR_DIR") or ROOT / "var").resolve()

DATABASE = VAR_DIR / "portal.sqlite3"


def _folder(variable: str, usual: str) -> Path:
    """Return the folder the variable names, or the usual one among the data."""
    return Path(os.environ.get(variable) or VAR_DIR / usual)


@dataclass(frozen=True)
class Step:
    """One ``manage.py`` command, what it is for, and what makes it necessary again.

    That is a change of the files and variables it depends on, or the loss of what it made.
    """

    name: str
    vietnamese: str
    english: str
    command: tuple[str, ...]
    patterns: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    product: Path | None = field(default=None, kw_only=True)
    live: bool = field(default=False, kw_only=True)
    keeps_output: bool = field(default=False, kw_only=True)

    def fingerprint(self) -> str:
        """Return what this step depends on, in one word."""
        words = [f"{name}={os.environ.get(name, '')}" for name in self.variables]
        return digest(self._files(), *self.command, *words)

    def _files(self) -> Iterator[Path]:
        for pattern in self.patterns:
            yield from (path for path in ROOT.glob(pattern) if path.is_file())


MIGRATIONS = (RUN_LOCK, *(f"{app}/**/migrations/*.py" for app in APPS))

STEPS = (
    Step(
        "messages",
        "Dịch giao diện",
        "Compiling translations",
        ("compile_messages",),
        ("locale/**/*.po",),
        product=ROOT / "locale/vi/LC_MESSAGES/django.mo",
    ),
    Step(
        "database",
        "Tạo, nâng cấp cơ sở dữ liệu",
        "Creating or upgrading the database",
        ("migrate", "--no-input", "--verbosity=0"),
        MIGRATIONS,
        ("DATABASE_URL",),
        product=None if os.environ.get("DATABASE_URL") else DATABASE,
    ),
    Step(
        "portal",
        "Dựng khung cổng, vai trò, tài khoản",
        "Setting up pages, roles, accounts",
        ("setup_portal", *(["--demo-accounts"] if WITH_DEMO else [])),
        (*MIGRATIONS, "portal/home/**/*.py", "portal/desk/*.py"),
        ("DATABASE_URL",),
        keeps_output=True,
    ),
    Step("demo", "Nạp nội dung mẫu", "Loading demo content", ("demo", "load"), (), ("DATABASE_URL",), live=True),
    Step(
        "search",
        "Lập danh mục tìm kiếm",
        "Building the search index",
        ("rebuild_index",),
        (RUN_LOCK, "search/**/*.py", "portal/vietnamese/*.py", "news/*/search.py", "exemplars/*/search.py"),
        ("DATABASE_URL", "SEARCH_INDEX_DIR", "ELASTICSEARCH_URL"),
        product=None
        if os.environ.get("ELASTICSEARCH_URL")
        else _folder("SEARCH_INDEX_DIR", "search-index") / "current.json",
        live=True,
    ),
    Step(
        "related",
        "Tìm tin liên quan",
        "Working out related pages",
        ("relink", "--verbosity=0"),
        (RUN_LOCK, "search/related/*.py", "search/similar.py"),
        ("DATABASE_URL", "SEARCH_INDEX_DIR", "ELASTICSEARCH_URL"),
    ),
    Step(
        "static",
        "Gom các tệp tĩnh",
        "Collecting static files",
        ("collectstatic", "--no-input", "--clear", "--verbosity=0"),
        (RUN_LOCK, "static/**/*", "portal/settings.py"),
        ("STATIC_ROOT",),
        product=_folder("STATIC_ROOT", "static") / "staticfiles.json",
    ),
)


def _run(step: Step) -> str:
    """Run one step; return what it printed where that has to be shown later. Raises ``Refusal``."""
    say(step.vietnamese, step.english)
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "manage.py", *step.command],
        cwd=ROOT,
        text=True,
        stdout=None if step.live else subprocess.PIPE,
        stderr=None if step.live else subprocess.STDOUT,
    )
    if done.returncode:
        raise Refusal(
            f"{done.stdout or ''}\n"
            f"Bước này không xong: manage.py {' '.join(step.command)} (lỗi ở trên). Sửa rồi chạy lại make run; "
            "các bước đã xong sẽ không làm lại.\n"
            "This step failed (see above). Put it right and run make run again; finished steps are kept."
        )
    print(f"  {time.monotonic() - started:.1f} s", flush=True)
    return done.stdout if step.keeps_output else ""


def prepare() -> str:
    """Bring database, content and static files up to date; return what setup printed (new accounts)."""
    stamps = Stamps(VAR_DIR / "stamps")
    if not os.environ.get("DATABASE_URL") and not DATABASE.exists():
        stamps.clear()
    kept = ""
    for step in STEPS:
        fingerprint = step.fingerprint()
        made = step.product is None or step.product.exists()
        if (step.name == "demo" and not WITH_DEMO) or (made and stamps.is_current(step.name, fingerprint)):
            continue
        try:
            kept += _run(step)
        except BaseException:
            # Passwords are printed once: they must not be lost with a later step.
            print(kept, flush=True)
            raise
        stamps.set(step.name, fingerprint)
    return kept
