"""Names that come, change and go: sources call these inside the transaction that changed something.

Whoever may not be shown any more is forgotten in that very transaction, with every link to them; what a new name
means for pages already there is found out after it.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence

from django.db import transaction
from django.dispatch import Signal
from django_tasks import task

from portal.base.models import BasePage
from portal.delivery.purge import purge_when_committed
from search import indexing
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.mentions.models import Mention, NamedTarget
from search.question import parse

mentions_changed = Signal()
"""Sent inside the transaction, with ``page_ids``, when pages name others than before without being published; with
``gone`` ("exemplar:12") when it is because that may not be named any more, else ""."""

PAGES_READ_AGAIN = 500
STAMP_BITS = 40
"""A hundred thousand stamps of 40 bits add up to less than the 63 a database can count to."""


def name_changed(kind: str, target: int, names: Sequence[str], *, public: bool = True, where: str = "") -> None:
    """Tell that something goes by these names now, ``where`` telling it from namesakes.

    Nothing happens when it was the same before.
    """
    digest = hashlib.blake2b("\n".join([*names, where, str(public)]).encode(), digest_size=16).hexdigest()
    known = NamedTarget.objects.filter(kind=kind, target=target).first()
    if known is not None and known.digest == digest:
        return
    _stamp(kind, target, digest)
    if not public:
        _forget(kind, target)
    elif not indexing.is_collecting():
        transaction.on_commit(lambda: read_again.enqueue(kind, target, list(names)), robust=True)


def target_gone(kind: str, target: int) -> None:
    """Tell that something is no more."""
    _stamp(kind, target, "")
    _forget(kind, target)


def _stamp(kind: str, target: int, digest: str) -> None:
    values = {"digest": digest, "stamp": secrets.randbits(STAMP_BITS)}
    NamedTarget.objects.update_or_create(kind=kind, target=target, defaults=values)


def _forget(kind: str, target: int) -> None:
    rows = Mention.objects.filter(kind=kind, target=target)
    pages = frozenset(rows.values_list("page_id", flat=True))
    if pages:
        rows.delete()
        purge_when_committed()
        indexing.changed([f"page:{pk}" for pk in pages], at_once=True)
        mentions_changed.send(Mention, page_ids=pages, gone=f"{kind}:{target}")


@task()
def read_again(kind: str, target: int, names: list[str]) -> None:
    """Task: read again the pages that named something, and those in which its names stand."""
    from search.mentions.storing import current_indexes, home_province, store_mentions

    ids = set(Mention.objects.filter(kind=kind, target=target).values_list("page_id", flat=True))
    ids.update(_pages_with(names))
    if not ids:
        return
    indexes, home = current_indexes(), home_province()
    for page in BasePage.objects.live().filter(pk__in=ids).specific():
        with transaction.atomic():
            if store_mentions(page, indexes, home):
                indexing.changed([f"page:{page.pk}"])
                mentions_changed.send(Mention, page_ids=frozenset([page.pk]), gone="")


def _pages_with(names: Sequence[str]) -> set[int]:
    """Return the public pages in which one of the names stands, as far as the search index knows."""
    found: set[int] = set()
    for name in names:
        quoted = name.replace('"', " ").strip()
        try:
            hits = get_engine().ask(parse(f'"{quoted}"')).hits(0, PAGES_READ_AGAIN) if quoted else []
        except IndexUnavailable:
            return found
        keys = (hit.entry.id.partition(":") for hit in hits)
        found.update(int(key) for source, _, key in keys if source == "page")
    return found
