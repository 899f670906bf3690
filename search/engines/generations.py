"""Where an embedded index lives: one folder per generation, and a small file naming the one in use.

A rebuild writes a new generation beside the old one and swaps the name, so that readers see the old index or the
new one and nothing between, and a process killed at any moment leaves one of the two. Locks are the kernel's
(``flock``): they vanish with the process that held them.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from search.engines.base import IndexBusy, IndexUnavailable
from search.engines.fields import VERSION

WRITE_TIMEOUT = 30.0
"""Seconds a writer waits for another: a publish holds the lock for some hundredths of a second."""


@contextmanager
def locked(path: Path, timeout: float) -> Iterator[None]:
    """Hold the lock named by ``path``, against threads of this process too. Raises ``IndexBusy`` on timeout."""
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + timeout
    pause = 0.005
    with path.open("a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= deadline:
                    raise IndexBusy(f"{path.name} is held by another process") from None
                time.sleep(pause)
                pause = min(pause * 1.5, 0.1)
        yield


class Generations:
    """The folder of an index."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.name_file = root / "current.json"
        self._journal = root / "changed-meanwhile"

    def current(self) -> Path:
        """Return the folder in use. Raises ``IndexUnavailable`` when there is none this version can read."""
        try:
            named = json.loads(self.name_file.read_text("utf-8"))
            folder, version = self.root / Path(named["folder"]).name, named["version"]
        except FileNotFoundError:
            raise IndexUnavailable("no index has been built") from None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexUnavailable(f"{self.name_file.name} cannot be read: {error}") from error
        if version != VERSION:
            raise IndexUnavailable(f"the index is of version {version}, this code reads {VERSION}")
        return folder

    def write_lock(self, timeout: float = WRITE_TIMEOUT) -> contextmanager:
        """Return the lock every change of an index is made under."""
        return locked(self.root / "write.lock", timeout)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Hold the rebuild lock; give an empty folder for the new generation, and drop it unless it is swapped in.

        What killed rebuilds left is cleared away first. Raises ``IndexBusy`` while another rebuild is running.
        """
        # A writer looks whether this lock is held by taking it for a moment: that is worth waiting for.
        with locked(self._rebuild_lock, timeout=1):
            with self.write_lock():
                # Every change made before this moment is in the database; later ones are noted in the journal.
                self._journal.unlink(missing_ok=True)
            self._clear_all_but(self._named())
            folder = self.root / f"generation-{time.time_ns()}"
            folder.mkdir()
            try:
                yield folder
            finally:
                self._clear_all_but(self._named())
                self._journal.unlink(missing_ok=True)

    def swap_in(self, folder: Path) -> None:
        """Make ``folder`` the one in use. Call it under the write lock."""
        draft = self.root / "current.json.new"
        with draft.open("w", encoding="utf-8") as handle:
            json.dump({"folder": folder.name, "version": VERSION}, handle)
            handle.flush()
            os.fsync(handle.fileno())
        draft.replace(self.name_file)
        directory = os.open(self.root, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def note_change(self, ids: Collection[str]) -> None:
        """Remember, while a rebuild is running, what it must read again. Call it under the write lock."""
        with suppress(IndexBusy), locked(self._rebuild_lock, timeout=0):
            return
        with self._journal.open("a", encoding="utf-8") as handle:
            handle.writelines(f"{one}\n" for one in ids)

    def noted_changes(self) -> list[str]:
        """Return the ids changed since the rebuild began. Call it under the write lock."""
        try:
            return list(dict.fromkeys(self._journal.read_text("utf-8").split()))
        except FileNotFoundError:
            return []

    @property
    def _rebuild_lock(self) -> Path:
        return self.root / "rebuild.lock"

    def _named(self) -> str:
        with suppress(IndexUnavailable):
            return self.current().name
        return ""

    def _clear_all_but(self, kept: str) -> None:
        for folder in self.root.glob("generation-*"):
            if folder.name != kept:
                shutil.rmtree(folder, ignore_errors=True)
