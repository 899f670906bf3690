"""Backups of both configurations, made and brought back: every row and every file, or nothing."""

from __future__ import annotations

import fcntl
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from environ import Env

from deploy.databases import Postgres, Sqlite
from deploy.manifest import SECRETS, Manifest
from scripts.environment import Refusal
from tests.stack.production import HOST, Production
from tests.stack.served_site import environment
from tests.tools import ROOT

UPLOAD = "media/documents/ke-hoach.pdf"


def _keys(var: Path) -> dict[str, bytes]:
    return {name: (var / name).read_bytes() for name in SECRETS}


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _run(var: Path, module: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment(var), capture_output=True, text=True)


def _back_up(var: Path, target: Path) -> Path:
    done = _run(var, "deploy.backup", target)
    assert done.returncode == 0, done.stderr
    return max(target.glob("2*"))


@pytest.fixture
def var(prepared_site: Path, tmp_path: Path) -> Path:
    """A copy of the demo portal's data, with an upload and a key."""
    folder = shutil.copytree(prepared_site, tmp_path / "var", ignore=shutil.ignore_patterns("static", "stamps"))
    upload = folder / UPLOAD
    upload.parent.mkdir(parents=True, exist_ok=True)
    upload.write_bytes(b"%PDF-1.4")
    return folder


def test_an_embedded_portal_comes_back_whole(var: Path, tmp_path: Path) -> None:
    """Rows, uploads and key; what was put in their place meanwhile is kept aside."""
    database = Sqlite(var / "portal.sqlite3")
    rows, files, keys = database.counts(), _files(var / "media"), _keys(var)
    backup = _back_up(var, tmp_path / "backups")
    assert Manifest.read(backup).tables == rows

    with closing(sqlite3.connect(database.path)) as connection:
        connection.execute("DELETE FROM base_user")
        connection.commit()
    (var / UPLOAD).write_bytes(b"damaged")
    (var / "media/documents/la.pdf").write_bytes(b"later")
    for name in SECRETS:
        (var / name).unlink()
    done = _run(var, "deploy.restore", backup, "--yes")

    assert done.returncode == 0, done.stderr
    assert database.counts() == rows
    assert _files(var / "media") == files
    assert _keys(var) == keys
    (replaced,) = var.glob("replaced-*")
    assert _files(replaced / "media") == {"documents/ke-hoach.pdf": b"damaged", "documents/la.pdf": b"later"}
    assert Sqlite(replaced / "portal.sqlite3").counts()["base_user"] == 0


def test_a_second_backup_shares_what_has_not_changed(var: Path, tmp_path: Path) -> None:
    """Fourteen backups of the same pictures take the room of one; old ones go when told to."""
    first = _back_up(var, tmp_path / "backups")
    first.rename(first.with_name("2020-01-01T02-15-00"))
    done = _run(var, "deploy.backup", tmp_path / "backups")
    assert done.returncode == 0, done.stderr
    old, new = sorted((tmp_path / "backups").glob("2*"))
    assert (old / UPLOAD).samefile(new / UPLOAD)
    (tmp_path / "backups" / "2026-01-01T02-15-00.partial").mkdir()
    new.rename(new.with_name("2020-01-02T02-15-00"))
    assert _run(var, "deploy.backup", tmp_path / "backups", "--keep", 2).returncode == 0
    names = sorted(path.name for path in (tmp_path / "backups").glob("2*"))
    assert len(names) == 2
    assert names[0] == "2020-01-02T02-15-00"


def test_a_running_portal_is_not_replaced(var: Path, tmp_path: Path) -> None:
    """Neither under make run, which holds the lock, nor under anything else that has the database open."""
    backup = _back_up(var, tmp_path / "backups")
    with (var / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = _run(var, "deploy.restore", backup, "--yes")
    assert done.returncode == 1
    assert "stop it first" in done.stderr
    with closing(sqlite3.connect(var / "portal.sqlite3")) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        done = _run(var, "deploy.restore", backup, "--yes")
        connection.rollback()
    assert done.returncode == 1
    assert "stop it first" in done.stderr
    assert not (var / "portal.sqlite3.restoring").exists()


def test_a_damaged_backup_is_refused_before_anything_is_touched(var: Path, tmp_path: Path) -> None:
    """One changed byte is found, named, and nothing is replaced."""
    backup = _back_up(var, tmp_path / "backups")
    assert _run(var, "deploy.restore", backup, "--check").returncode == 0
    (backup / UPLOAD).write_bytes(b"%PDF-1.5")
    before = (var / "portal.sqlite3").read_bytes()
    for arguments in (["--check"], ["--yes"]):
        done = _run(var, "deploy.restore", backup, *arguments)
        assert done.returncode == 1
        assert UPLOAD in done.stderr
    assert (var / "portal.sqlite3").read_bytes() == before
    (backup / "manifest.json").unlink()
    assert "Not a whole backup" in _run(var, "deploy.restore", backup, "--check").stderr


# What a portal brought over to PostgreSQL must still do: show a page, and give a new one a number of its own.
USE = f"""
from django.test import Client
from news.bulletins.models import BulletinPage
from portal.home.models import SectionPage
reader = Client(headers={{"host": "{HOST}"}})
page = BulletinPage(title="Tin đầu tiên trên máy chủ mới", body=[])
SectionPage.objects.get(slug="tin-tuc").add_child(instance=page)
page.save_revision().publish()
print([reader.get(address, secure=True).status_code for address in ("/", "/tin-tuc/", page.url)])
"""


def _database(url: str) -> Postgres:
    return Postgres(Env.db_url_config(url))


@pytest.mark.xdist_group("production")
def test_production_comes_back_whole(running: Production) -> None:
    """Into a database and a folder of its own: the rows and files of the one that went on running."""
    target = running.folder / "backups"
    # Rows that the worker is still writing would be in one and not in the other.
    running.wait_until_idle()
    running.python("-m", "deploy.backup", str(target))
    (backup,) = target.glob("2*")
    source = _database(running.env["DATABASE_URL"])
    url = running.databases["bare"]
    copy = _database(url)
    # What stands there goes, and comes back when the dump turns out to be cut short.
    with closing(psycopg2.connect(copy.place)) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE cu AS SELECT * FROM generate_series(1, 7)")
        connection.commit()
    short = running.folder / "short.dump"
    dump = (backup / "database.dump").read_bytes()
    short.write_bytes(dump[: len(dump) * 3 // 4])
    other = running.folder / "other"
    with pytest.raises(Refusal, match="nothing changed"):
        copy.restore(short, {}, other)
    assert copy.counts() == {"cu": 7}

    place = {"DATABASE_URL": url, "VAR_DIR": str(other), "ELASTICSEARCH_INDEX": f"{running.prefix}-restored"}
    running.python("-m", "deploy.restore", str(backup), "--yes", **place)
    assert copy.counts() == source.counts() == Manifest.read(backup).tables
    assert copy.counts()["base_user"] == 1
    assert _files(other / "media") == _files(running.var / "media")


@pytest.mark.xdist_group("production")
def test_one_machine_moves_to_production(running: Production, var: Path, tmp_path: Path) -> None:
    """An embedded portal's backup in the place of a fresh production site: the same rows, and it goes on from there."""
    backup = _back_up(var, tmp_path / "backups")
    url = running.databases["planted"]
    database = _database(url)
    place = {
        "DATABASE_URL": url,
        "VAR_DIR": str(tmp_path / "new"),
        "STATIC_ROOT": str(running.var / "static"),
        "ELASTICSEARCH_INDEX": f"{running.prefix}-moved",
    }
    running.python("-m", "deploy.restore", str(backup), "--yes", **place)
    rows = {name: count for name, count in Manifest.read(backup).tables.items() if "_fts" not in name}
    assert database.counts() == rows
    assert _files(tmp_path / "new/media") == _files(var / "media")
    used = running.python("manage.py", "shell", "--no-imports", "--command", USE, **place)
    assert used.strip() == "[200, 200, 200]"
