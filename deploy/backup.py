"""Back the portal up while it runs: ``python -m deploy.backup FOLDER [--keep 14]``.

Makes ``FOLDER/2026-11-20T02-15-00/`` with the database, the uploads and, in the embedded configuration, the secret
keys. A file that has not changed since the backup before is the same file on disk (a hard link): fourteen backups
take little more room than one. The search index and static files are not in it; both are made anew.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from django.conf import settings

from deploy.databases import configured_database
from deploy.manifest import NAME, SECRETS, Kept, Manifest, files_below, sha256, upload_folders
from scripts.environment import Refusal, say

PARTIAL = ".partial"


def whole_backups(target: Path) -> list[Path]:
    """Return the finished backups in a folder, oldest first."""
    return sorted(path.parent for path in target.glob(f"*/{NAME}") if not path.parent.name.endswith(PARTIAL))


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Refuse to run beside another backup into the same folder."""
    target.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (target / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refusal(f"Một lần sao lưu khác đang chạy · Another backup is running: {target}") from None
        yield


def _linked(file: Path, target: Path) -> bool:
    """Give a file a second name; False where the disk knows no hard links (some network shares)."""
    try:
        target.hardlink_to(file)
    except OSError:
        return False
    return True


class Copier:
    """Copies files into a backup, or links those the backup before has already."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        self.folder = folder
        self.before = before
        self.known = Manifest.read(before).files if before else {}
        self.files: dict[str, Kept] = {}

    def take(self, source: Path, name: str) -> None:
        """Put one file into the backup; one that is gone by now is passed over."""
        target = self.folder / name
        try:
            about = source.stat()
            if name in self.files and self.files[name].written_ns == about.st_mtime_ns:
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            target.unlink(missing_ok=True)
            known = self.known.get(name)
            unchanged = known and (known.size, known.written_ns) == (about.st_size, about.st_mtime_ns)
            if unchanged and _linked(self.before / name, target):
                self.files[name] = known
                return
            shutil.copyfile(source, target)
        except FileNotFoundError:
            self.files.pop(name, None)
            return
        self.note(target, name, about.st_mtime_ns)

    def note(self, path: Path, name: str, written_ns: int) -> None:
        """Write down what a file of the backup is."""
        self.files[name] = Kept(path.stat().st_size, sha256(path), written_ns)

    def take_uploads(self) -> None:
        """Take every upload and private paper not taken yet."""
        for name, folder in upload_folders().items():
            for path in files_below(folder):
                self.take(path, f"{name}/{path.relative_to(folder)}")


def back_up(target: Path) -> Path:
    """Make one backup in ``target`` and return its folder. Raises ``Refusal``; nothing half-made is left behind."""
    now = datetime.now(ZoneInfo(settings.TIME_ZONE))
    whole = target / now.strftime("%Y-%m-%dT%H-%M-%S")
    if whole.exists():
        raise Refusal(f"Đã có · Exists already: {whole}")
    partial = whole.with_name(whole.name + PARTIAL)
    before = whole_backups(target)
    database = configured_database(settings.DATABASES["default"])
    partial.mkdir(mode=0o700)
    try:
        copier = Copier(partial, before[-1] if before else None)
        # Uploads first, and after the database those that came meanwhile: every file a row names is there.
        copier.take_uploads()
        dump = partial / database.file_name
        tables = database.dump(dump)
        copier.note(dump, dump.name, dump.stat().st_mtime_ns)
        copier.take_uploads()
        for secret in SECRETS:
            copier.take(settings.VAR_DIR / secret, secret)
        Manifest(now.isoformat(timespec="seconds"), database.kind, tables, copier.files).write(partial)
        os.sync()
        partial.rename(whole)
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return whole


def forget_old(target: Path, keep: int) -> list[Path]:
    """Remove all but the newest ``keep`` backups, and what an interrupted one left; return what went."""
    old = [*whole_backups(target)[:-keep], *target.glob(f"*{PARTIAL}")]
    for folder in old:
        shutil.rmtree(folder)
    return old


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("1, 2, 3 …")
    return number


def main(arguments: list[str]) -> int:
    """Back up, then forget what is too old; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m deploy.backup", description=__doc__.splitlines()[0])
    parser.add_argument("target", type=Path, metavar="FOLDER")
    parser.add_argument("--keep", type=_positive, metavar="N", help="keep the newest N backups, remove older ones")
    options = parser.parse_args(arguments)
    try:
        with _alone(options.target):
            whole = back_up(options.target)
            manifest = Manifest.read(whole)
            rows, size = sum(manifest.tables.values()), sum(kept.size for kept in manifest.files.values())
            say(f"Đã sao lưu vào {whole}", f"{rows} rows, {len(manifest.files)} files, {size / 1e6:.1f} MB")
            for folder in forget_old(options.target, options.keep) if options.keep else ():
                say(f"Đã xóa {folder}", "removed")
    except (Refusal, OSError) as error:
        print(f"Không sao lưu được · Not backed up: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
