"""Put a backup in the place of what is there: ``python -m deploy.restore FOLDER [--yes]``. Stop the portal first.

The whole backup is checked before anything is touched (``--check`` stops there). Uploads come back first, then the
database in one step, then row counts are compared with those of the backup, the schema is brought up to this
version, what people had erased since the backup is erased again, and the search index is made anew. What was replaced
is kept in ``VAR_DIR/replaced-…`` (PostgreSQL's tables are not: make a backup first).
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

import django
from django.conf import settings
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from deploy.databases import Postgres, Sqlite, configured_database
from deploy.manifest import PRIVATE, SECRETS, Manifest, files_below, sha256, upload_folders
from scripts.environment import Refusal, say


def checked(folder: Path) -> Manifest:
    """Return a backup's manifest once every file of it has been read and found right. Raises ``Refusal``."""
    manifest = Manifest.read(folder)
    if problems := list(manifest.problems(folder)):
        raise Refusal("Bản sao lưu hỏng · The backup is damaged:\n  " + "\n  ".join(problems[:20]))
    return manifest


@contextmanager
def _portal_stopped() -> Iterator[None]:
    """Hold the lock of ``make run``: it must not be running, nor be started meanwhile."""
    with (settings.VAR_DIR / "run.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal("Cổng đang chạy, hãy dừng trước · The portal is running, stop it first") from None
        yield


def restore(folder: Path, manifest: Manifest) -> None:
    """Put a checked backup in place; one of SQLite may come into PostgreSQL too. Raises ``Refusal``."""
    database = configured_database(settings.DATABASES["default"])
    moving = (manifest.database, database.kind) == (Sqlite.kind, Postgres.kind)
    if manifest.database != database.kind and not moving:
        raise Refusal(
            f"Bản sao lưu của {manifest.database}, cấu hình này dùng {database.kind} · "
            f"A backup of {manifest.database}; this configuration uses {database.kind}"
        )
    now = datetime.now(ZoneInfo(settings.TIME_ZONE))
    replaced = settings.VAR_DIR / now.strftime("replaced-%Y-%m-%dT%H-%M-%S")
    with _portal_stopped():
        # A file too many does no harm, one too few does: files come before the rows that name them, and go after.
        for kind, uploads in upload_folders().items():
            _bring_uploads(kind, folder / kind, uploads, manifest, replaced)
        if moving:
            _bring_over(folder / Sqlite.file_name, manifest, database)
        else:
            database.restore(folder / database.file_name, manifest.tables, replaced)
        for kind, uploads in upload_folders().items():
            _set_strangers_aside(kind, uploads, manifest, replaced)
        _bring_secrets(folder)
        if replaced.exists():
            say(f"Những gì bị thay được giữ ở {replaced}", "what was replaced is kept there")


def _bring_over(source: Path, manifest: Manifest, database: Postgres) -> None:
    """From one machine to production; the file is copied first, for to read it is to write beside it."""
    from deploy.move import bring_over

    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        copy = shutil.copy(source, folder)
        try:
            bring_over(Path(copy), manifest.tables, database)
        except DatabaseError as error:
            raise Refusal(f"Không chuyển được · The rows could not be brought over: {error}") from error


def _bring_uploads(kind: str, source: Path, uploads: Path, manifest: Manifest, replaced: Path) -> None:
    for path in files_below(source):
        name = path.relative_to(source)
        target = uploads / name
        if target.is_file():
            if sha256(target) == manifest.files[f"{kind}/{name}"].sha256:
                continue
            _keep(target, replaced / kind / name)
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(path, part)
        written = manifest.files[f"{kind}/{name}"].written_ns
        os.utime(part, ns=(written, written))
        part.chmod(0o600 if kind == PRIVATE else 0o644)
        part.replace(target)


def _set_strangers_aside(kind: str, uploads: Path, manifest: Manifest, replaced: Path) -> None:
    """Move away the uploads the backup does not know: no row names them any more."""
    for path in files_below(uploads):
        name = path.relative_to(uploads)
        if f"{kind}/{name}" not in manifest.files:
            _keep(path, replaced / kind / name)


def _keep(path: Path, aside: Path) -> None:
    aside.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(path, aside)


def _bring_secrets(folder: Path) -> None:
    """Give an embedded portal its keys back: sessions and signed links stay good, what was sealed can be opened."""
    for name in SECRETS:
        source, target = folder / name, settings.VAR_DIR / name
        if source.exists():
            target.touch(mode=0o600)
            target.write_bytes(source.read_bytes())


def _finish(made_at: str) -> None:
    """Bring the schema up to this version, erase what was erased since, index anew, forget what was cached."""
    steps = (("migrate", {"interactive": False}), ("replay_erasures", {"since": made_at}), ("rebuild_index", {}))
    for command, options in steps:
        try:
            call_command(command, verbosity=0, **options)
        except (CommandError, DatabaseError) as error:
            raise Refusal(
                f"Dữ liệu đã về, nhưng manage.py {command} không xong · The data are back, but it failed: {error}"
            ) from error
    # Wagtail keeps the addresses of pages there.
    cache.clear()


def _agreed(folder: Path, manifest: Manifest) -> bool:
    question = f"{settings.DATABASES['default']['NAME']}, {settings.MEDIA_ROOT} ← {folder} ({manifest.made_at})"
    say(f"Sẽ thay {question}", "will be replaced")
    return sys.stdin.isatty() and input("Gõ · Type “yes”: ").strip() == "yes"


def main(arguments: list[str]) -> int:
    """Check, ask, restore; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.restore", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="one backup, e.g. …/2026-11-20T02-15-00")
    parser.add_argument("--check", action="store_true", help="only read the backup through and say whether it is whole")
    parser.add_argument("--yes", action="store_true", help="do not ask")
    options = parser.parse_args(arguments)
    try:
        manifest = checked(options.folder)
        say(f"Bản sao lưu {manifest.made_at} trọn vẹn", f"whole: {len(manifest.files)} files")
        if options.check:
            return 0
        if not options.yes and not _agreed(options.folder, manifest):
            raise Refusal("Chưa thay gì · Nothing was changed")
        django.setup()
        restore(options.folder, manifest)
        _finish(manifest.made_at)
        say("Đã khôi phục; số dòng và tệp khớp bản sao lưu.", "Restored; rows and files are those of the backup.")
    except (Refusal, OSError) as error:
        print(f"Không khôi phục được · Not restored: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
