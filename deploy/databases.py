"""Copying a whole database out and in again, for SQLite and PostgreSQL alike: consistent, and counted.

Both classes keep the same promise. ``dump`` writes one file that shows one moment of the running portal and returns
the rows of each table at that very moment. ``restore`` puts such a file in the place of what is there, whole or not
at all.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol

import psycopg2
from psycopg2.extensions import make_dsn

from scripts.environment import Refusal

Counts = dict[str, int]


class Database(Protocol):
    """A database the portal can live in."""

    kind: str
    file_name: str

    def dump(self, target: Path) -> Counts:
        """Write everything to ``target``; return the rows of each table."""

    def restore(self, source: Path, expected: Counts, replaced: Path) -> None:
        """Put ``source`` in place. ``replaced``: folder for what was there. Raises ``Refusal``."""

    def counts(self) -> Counts:
        """Return the rows of each table now."""


def configured_database(settings: Mapping[str, Any]) -> Database:
    """Return the database of Django's ``DATABASES["default"]``."""
    if settings["ENGINE"].endswith("sqlite3"):
        return Sqlite(Path(settings["NAME"]))
    return Postgres(settings)


def different(expected: Counts, found: Counts) -> str:
    """Return which tables differ, in words; empty when none does."""
    names = sorted(set(expected) | set(found))
    return ", ".join(
        f"{name}: {expected.get(name)} → {found.get(name)}" for name in names if expected.get(name) != found.get(name)
    )


def refuse_difference(expected: Counts, found: Counts) -> None:
    """Raise ``Refusal`` where a table has not the rows it should have."""
    if wrong := different(expected, found):
        raise Refusal(f"Số dòng không khớp bản sao lưu · Row counts differ from the backup: {wrong}")


class Sqlite:
    """The embedded configuration's database file."""

    kind = "sqlite"
    file_name = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def dump(self, target: Path) -> Counts:
        """VACUUM INTO: one moment of the database, while others go on reading and writing."""
        if not self.path.exists():
            raise Refusal(f"Không có cơ sở dữ liệu · No database: {self.path}")
        with closing(sqlite3.connect(self.path, timeout=60)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        return _checked_counts(target)

    def counts(self) -> Counts:
        """Return the rows of each table now."""
        with closing(sqlite3.connect(self.path, timeout=60)) as connection:
            return _sqlite_counts(connection)

    def restore(self, source: Path, expected: Counts, replaced: Path) -> None:
        """Check a copy of the file beside the database, then rename it into place; the old one is kept."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = self.path.with_name(f"{self.path.name}.restoring")
        shutil.copyfile(source, new)
        try:
            refuse_difference(expected, _checked_counts(new))
            self._set_aside(replaced)
            new.replace(self.path)
        finally:
            new.unlink(missing_ok=True)

    def _set_aside(self, replaced: Path) -> None:
        """Keep the old file under a second name, with nothing beside it that would be taken for the new one's."""
        if not self.path.exists():
            return
        replaced.mkdir(parents=True, exist_ok=True)
        companions = [Path(f"{self.path}-wal"), Path(f"{self.path}-shm")]
        try:
            with closing(sqlite3.connect(self.path, timeout=5)) as connection:
                # Leaving WAL writes the log back and removes it; it takes that nobody else has the file open.
                connection.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.DatabaseError as error:
            if "locked" in str(error):
                raise Refusal("Cổng đang chạy, hãy dừng trước · The portal is running, stop it first") from error
            # Damaged, which is why somebody restores: keep it as it is, log and all.
            for companion in filter(Path.exists, companions):
                companion.rename(replaced / companion.name)
        kept = replaced / self.path.name
        kept.unlink(missing_ok=True)
        kept.hardlink_to(self.path)


def _checked_counts(path: Path) -> Counts:
    with closing(sqlite3.connect(path)) as connection:
        try:
            problems = [row[0] for row in connection.execute("PRAGMA integrity_check")]
        except sqlite3.DatabaseError as error:
            problems = [str(error)]
        if problems != ["ok"]:
            raise Refusal(f"{path.name} hỏng · is damaged: {problems[0]}")
        return _sqlite_counts(connection)


def _sqlite_counts(connection: sqlite3.Connection) -> Counts:
    query = r"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'"
    names = [row[0] for row in connection.execute(query)]
    return {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}  # noqa: S608


class Postgres:
    """The production configuration's database, through PostgreSQL's own client programs."""

    kind = "postgresql"
    file_name = "database.dump"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        given = {
            "dbname": settings["NAME"],
            "user": settings.get("USER"),
            "host": settings.get("HOST"),
            "port": settings.get("PORT"),
        }
        options = {name: value for name, value in settings.get("OPTIONS", {}).items() if name.startswith("ssl")}
        self.place = make_dsn(**{name: value for name, value in given.items() if value}, **options)
        self._password = settings.get("PASSWORD") or None

    def dump(self, target: Path) -> Counts:
        """pg_dump of a snapshot, and the counts of that same snapshot, while others go on writing."""
        with self._snapshot() as (cursor, snapshot):
            self._run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
            return _postgres_counts(cursor)

    def counts(self) -> Counts:
        """Return the rows of each table now."""
        with self._snapshot() as (cursor, _):
            return _postgres_counts(cursor)

    def restore(self, source: Path, expected: Counts, replaced: Path) -> None:
        """Drop every table and load the dump in one transaction: what fails half-way leaves what was there."""
        loading = subprocess.Popen(
            [_program("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", f"--dbname={self.place}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self._environment(),
        )
        # Where psql could not connect, it says so below.
        with suppress(BrokenPipeError):
            loading.stdin.write(_EMPTY.encode())
            loading.stdin.flush()
        reading = subprocess.run(
            [_program("pg_restore"), "--no-owner", "--no-privileges", "--file=-", source],
            stdout=loading.stdin,
            stderr=subprocess.PIPE,
        )
        # Without this word psql ends in the middle of the transaction, and nothing has happened.
        _, complaints = loading.communicate(b"COMMIT;\n" if reading.returncode == 0 else b"")
        if loading.returncode or reading.returncode:
            words = (complaints + reading.stderr).decode(errors="replace").strip()
            raise Refusal(f"Không khôi phục được, dữ liệu cũ còn nguyên · Not restored, nothing changed:\n{words}")
        refuse_difference(expected, self.counts())

    @contextmanager
    def _snapshot(self) -> Iterator[tuple[Any, str]]:
        with closing(psycopg2.connect(self.place, password=self._password)) as connection:
            connection.set_session(isolation_level="REPEATABLE READ", readonly=True)
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_export_snapshot()")
                yield cursor, cursor.fetchone()[0]

    def _run(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [_program(program), *arguments, f"--dbname={self.place}"],
            env=self._environment(),
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Refusal(f"{program}: {done.stderr.strip()}")

    def _environment(self) -> dict[str, str]:
        """The password goes this way: a command line can be read by everybody on the machine."""
        return os.environ | ({"PGPASSWORD": self._password} if self._password else {})


_EMPTY = """
BEGIN;
SET LOCAL lock_timeout = '30s';
SET LOCAL client_min_messages = warning;
DO $$
DECLARE one record;
BEGIN
    FOR one IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE %I.%I CASCADE', one.schemaname, one.tablename);
    END LOOP;
END $$;
"""


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Refusal(f"Thiếu chương trình · Missing program: {name} (apt install postgresql-client)")
    return found


def _postgres_counts(cursor: Any) -> Counts:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    counts = {}
    for (name,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{name}"')  # noqa: S608 - a name the database just gave us
        counts[name] = cursor.fetchone()[0]
    return counts
