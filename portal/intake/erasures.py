"""What was erased is written down outside the database, so that an old backup does not bring it back to life.

A line for each: when, what kind of thing, and the number under which the portal knows it; nothing of a person. After a
restore the lines since the backup are done again (``manage.py replay_erasures``). Law 91/2025/QH15, article 4.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

NAME = "erased.jsonl"
"""The file in VAR_DIR; its lines only grow, some eighty bytes for each erasure."""

_again: dict[str, Callable[[str], bool]] = {}


def register(kind: str, again: Callable[[str], bool]) -> None:
    """Say how a kind of thing is erased: by its number; tells whether there was anything left to erase."""
    _again[kind] = again


def remember(kind: str, number: str) -> None:
    """Write down that something was erased, once the running transaction is committed."""
    transaction.on_commit(partial(_write, kind, number), robust=True)


def replay(since: datetime | None = None) -> Counter[str]:
    """Erase again what was erased since then; return how many of each kind had come back. Idempotent."""
    found: Counter[str] = Counter()
    for kind, number in dict.fromkeys(_lines(since)):
        found[kind] += kind in _again and _again[kind](number)
    return found


def _path() -> Path:
    return Path(settings.VAR_DIR) / NAME


def _write(kind: str, number: str) -> None:
    line = json.dumps({"at": timezone.now().isoformat(timespec="seconds"), "kind": kind, "number": number})
    file = os.open(_path(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        # One write of few bytes at the end: lines of several processes do not mix. It begins a line of its own, for the
        # one before may have been cut off with the power.
        os.write(file, f"\n{line}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)


def _lines(since: datetime | None) -> Iterator[tuple[str, str]]:
    try:
        lines = _path().read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    for line in lines:
        try:
            told = json.loads(line)
            at, kind, number = datetime.fromisoformat(told["at"]), str(told["kind"]), str(told["number"])
        except (ValueError, KeyError, TypeError):
            continue
        if since is None or at >= since:
            yield kind, number
