"""Keeping the indexes in step with the database: what changed is read again once the change is committed.

Publishing goes through a task: done at once in the embedded configuration, by the worker in production, where the
task is a row of the transaction that caused it. What stops being public is taken out by the process that did it,
as soon as it is committed, whatever the queue; the task then only makes sure.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.utils import timezone
from django_tasks import task

from search.engines.base import IndexUnavailable, ServerAway
from search.indexes import PUBLIC, by_index

log = logging.getLogger(__name__)

bulk_indexed = Signal()
"""Sent at the end of an import, with the ``ids`` of all entries it changed, when their indexing has been asked for."""

AT_A_TIME = 500
"""Entries read and written under one lock."""
AGAIN_AFTER = timedelta(minutes=1)
"""How long a task waits before it tries again what the search server did not answer."""

FIRST = 50
"""Being found comes before letters, related pages and all else that waits (their priority is 0)."""

_bulk: ContextVar[dict[str, bool] | None] = ContextVar("search_bulk", default=None)


def changed(ids: Collection[str], *, at_once: bool = False) -> None:
    """Have these entries read again when the running transaction is committed.

    ``at_once`` when they may have stopped being public: no reader should find them a moment longer.
    """
    bulk = _bulk.get()
    if bulk is not None:
        bulk.update({one: at_once or bulk.get(one, False) for one in ids})
        return
    if not ids:
        return
    immediate = settings.TASK_QUEUE == "immediate"
    if immediate or at_once:
        _when_committed(ids)
    if not immediate:
        for some in portions(ids):
            refresh_entries.enqueue(some)


@contextmanager
def in_bulk() -> Iterator[None]:
    """Collect the changes made inside and index them together at the end: for imports of many pages."""
    collected: dict[str, bool] = {}
    token = _bulk.set(collected)
    try:
        yield
    finally:
        _bulk.reset(token)
        for at_once in (False, True):
            changed([one for one, wish in collected.items() if wish is at_once], at_once=at_once)
        bulk_indexed.send(None, ids=frozenset(collected))


def is_collecting() -> bool:
    """Tell whether an import of many pages is going on, whose end somebody waits for."""
    return _bulk.get() is not None


def refresh(ids: Collection[str]) -> None:
    """Read these entries from the database and put them into their index; drop those that belong there no more.

    Raises ``ServerAway`` when the search server does not answer: all of it is to be done again then.
    """
    away = None
    for index, own in by_index(ids):
        try:
            for some in portions(own):
                index.engine().refresh(some, index.read)
        except ServerAway as error:
            away = error
        except IndexUnavailable as missing:
            # rebuild_index will read everything; until then there is nothing to keep up to date but suggestions.
            log.info("%d entries not indexed (%s): %s", len(own), index.name, missing)
            if index is PUBLIC:
                index.read(own)
    if away is not None:
        raise away


@task(priority=FIRST)
def refresh_entries(ids: list[str]) -> None:
    """Task: :func:`refresh`; put back into the queue for as long as the search server is away."""
    try:
        refresh(ids)
    except ServerAway as away:
        log.warning("%d entries wait for the search server: %s", len(ids), away)
        if refresh_entries.get_backend().supports_defer:
            refresh_entries.using(run_after=timezone.now() + AGAIN_AFTER).enqueue(ids)


class _Refresh:
    """What runs after a commit; changes of one transaction share one, and so one commit of the index."""

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self.done = False

    def __call__(self) -> None:
        self.done = True
        if settings.TASK_QUEUE == "immediate":
            refresh_entries.enqueue(sorted(self.ids))
        else:
            try:
                refresh(self.ids)
            except ServerAway as away:
                # The task of this transaction does it when the server is back.
                log.warning("%d entries left to the queue: %s", len(self.ids), away)


def _when_committed(ids: Collection[str]) -> None:
    waiting = [hook for _, hook, _ in transaction.get_connection().run_on_commit if isinstance(hook, _Refresh)]
    # One made in a savepoint that ended well is forgotten only with what is around it, and this change with it; one
    # whose savepoint was rolled back is no longer in the list. Ids too many do no harm: what is read is the database.
    if waiting and not waiting[-1].done:
        waiting[-1].ids.update(ids)
        return
    hook = _Refresh()
    hook.ids.update(ids)
    transaction.on_commit(hook, robust=True)


def portions(ids: Collection[str]) -> Iterator[list[str]]:
    """Yield ids in order, as many at a time as are refreshed together."""
    ordered = sorted(ids)
    for start in range(0, len(ordered), AT_A_TIME):
        yield ordered[start : start + AT_A_TIME]
