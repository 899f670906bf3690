"""Forgetting every page the HTTP cache keeps, at once.

nginx cannot forget all it keeps on request, but the name under which it keeps a page may hold anything it can look
up: here, which of a few files exist (deploy/nginx). Turning one of them gives every page a new name; pages kept under
the old one are never asked for again and go by themselves. The files count in Gray code, in which two neighbours
differ by one bit: one file made or removed is one step, seen whole or not at all.

Withdrawals are rare and a page is soon made anew, so all pages are forgotten, not those with a name on them: lists,
search results and feeds in every combination may show it too.
"""

from __future__ import annotations

import fcntl
import logging
from pathlib import Path

from django.conf import settings
from django.db import transaction

log = logging.getLogger(__name__)

BITS = 12
"""4,096 names; a page is kept for ten minutes at most, so none comes back before it is long gone."""


def gray(number: int) -> int:
    """Return the Gray code of a number."""
    return number ^ (number >> 1)


def purge_when_committed() -> None:
    """Forget all kept pages when the running transaction is committed; once for a transaction."""
    waiting = (hook for _, hook, _ in transaction.get_connection().run_on_commit)
    if purge not in waiting:
        transaction.on_commit(purge, robust=True)


def purge() -> None:
    """Forget all kept pages now. Does nothing in a configuration without an HTTP cache."""
    if not settings.CACHE_PURGE_DIR:
        return
    folder = Path(settings.CACHE_PURGE_DIR)
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        now = sum(1 << bit for bit in range(BITS) if (folder / str(bit)).exists())
        turned = _bit_to_turn(now)
        path = folder / str(turned)
        if path.exists():
            path.unlink()
        else:
            path.touch(mode=0o644)
    log.info("all kept pages forgotten")


def _bit_to_turn(code: int) -> int:
    """Return the bit in which a Gray code differs from the next one."""
    number, rest = code, code >> 1
    while rest:
        number, rest = number ^ rest, rest >> 1
    return (gray((number + 1) % (1 << BITS)) ^ code).bit_length() - 1
