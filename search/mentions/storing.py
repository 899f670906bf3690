"""What a page names, as rows: read from its text inside the transaction that publishes it."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import Count, Sum
from django.utils import timezone

from portal.base.models import BasePage, PortalSettings
from portal.vietnamese.text import squash
from search.entry import Entry
from search.mentions.finder import NameIndex, find_names
from search.mentions.models import Mention, NamedTarget
from search.mentions.names import sources
from search.sources import UNLISTED, body_text

MAX_WORDS = 300
Version = tuple[int, int]

_lock = threading.Lock()
_indexes: dict[str, tuple[Version, NameIndex]] = {}


def page_text(page: BasePage) -> str:
    """Return all the words of a page in which it may name something."""
    return "\n".join((page.title, page.lead, body_text(page)))


def page_day(page: BasePage) -> date:
    """Return the day a page was written, in the office's time zone."""
    return timezone.localdate(page.display_date or page.first_published_at or timezone.now())


def home_province() -> str:
    """Return the province of this portal."""
    return squash(PortalSettings.objects.order_by("pk").values_list("province", flat=True).first() or "")


def current_indexes() -> list[NameIndex]:
    """Return the names of all kinds as they are now; read again only where one changed since this process looked."""
    rows = NamedTarget.objects.order_by().values_list("kind").annotate(Count("pk"), Sum("stamp"))
    versions = {kind: (count, int(total)) for kind, count, total in rows}
    found = []
    for source in sources():
        version = versions.get(source.kind, (0, 0))
        with _lock:
            kept = _indexes.get(source.kind)
            if kept is None or kept[0] != version:
                kept = _indexes[source.kind] = (version, NameIndex(source.kind, source.names()))
        found.append(kept[1])
    return found


def forget_indexes() -> None:
    """Read all names again at the next page: after changes that went past the models."""
    with _lock:
        _indexes.clear()


def mentions_of(page: BasePage, indexes: Sequence[NameIndex], home: str) -> list[Mention]:
    """Return the unsaved rows of what a page names, in the order of its text."""
    found = find_names(page_text(page), indexes, on=page_day(page), home=home)
    return [
        Mention(
            page_id=page.pk,
            kind=one.kind,
            target=one.target,
            words=one.words[:MAX_WORDS],
            offset=one.offset,
            count=one.count,
        )
        for one in found
    ]


@transaction.atomic
def store_mentions(page: BasePage, indexes: Sequence[NameIndex] | None = None, home: str | None = None) -> bool:
    """Replace a page's rows by what its text names now; tell whether anything changed.

    Writes nothing when nothing did. ``page`` is of its own kind (``specific``).
    """
    if page.kind in UNLISTED:
        return False
    indexes = current_indexes() if indexes is None else indexes
    fresh = mentions_of(page, indexes, home_province() if home is None else home)
    before = list(Mention.objects.filter(page_id=page.pk))
    if sorted(map(_values, before)) == sorted(map(_values, fresh)):
        return False
    Mention.objects.filter(page_id=page.pk).delete()
    Mention.objects.bulk_create(fresh)
    return True


def _values(row: Mention) -> tuple:
    return row.kind, row.target, row.words, row.offset, row.count


def add_mentions(page: BasePage, entry: Entry) -> Entry:
    """Return a page's entry with what the page names."""
    return replace(entry, mentions=tuple(sorted(mention.key for mention in page.mentions.all())))
