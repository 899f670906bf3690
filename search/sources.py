"""Sources of entries: pages of every kind, and any other model."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from django.db.models import Model, QuerySet, signals
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import get_page_models

from portal.base.models import BasePage
from portal.vietnamese.numbers import whole_number
from search import indexing, registry
from search.entry import Entry

CHUNK = 200
UNLISTED = frozenset({"", "home"})
"""Kinds of page nobody looks for."""


def in_chunks(rows: QuerySet) -> Iterator[Model]:
    """Yield every row by ascending primary key, a few hundred in memory at a time, each chunk a short read."""
    rows = rows.order_by("pk")
    last = None
    while True:
        chunk = list((rows if last is None else rows.filter(pk__gt=last))[:CHUNK])
        yield from chunk
        if len(chunk) < CHUNK:
            return
        last = chunk[-1].pk


def _with_keys(rows: QuerySet, keys: Collection[str] | None) -> QuerySet:
    return rows if keys is None else rows.filter(pk__in=[key for key in keys if whole_number(key, 18)])


class PageSource:
    """Every live and public page, of whatever kind."""

    name = "page"

    def kinds(self) -> Mapping[str, Any]:
        """Return the kinds of page, named as in the editor."""
        return {
            model.kind: capfirst(model._meta.verbose_name) for model in get_page_models() if model.kind not in UNLISTED
        }

    def count(self) -> int:
        """Return how many pages are public."""
        return self._pages().count()

    def entries(self, keys: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of public pages."""
        pages = _with_keys(self._pages(), keys).specific().prefetch_related(*registry.page_prefetches())
        for page in in_chunks(pages):
            entry = self.entry(page)
            if entry is not None:
                yield entry

    def entry(self, page: BasePage) -> Entry | None:
        """Return what a page shows and is found by; None for pages without an address of their own."""
        url = page.url
        if not url or page.kind in UNLISTED:
            return None
        entry = Entry(
            kind=page.kind,
            id=f"{self.name}:{page.pk}",
            title=page.title,
            url=url,
            lead=page.lead or page.search_description,
            body=body_text(page),
            date=timezone.localtime(page.display_date) if page.display_date else None,
            section=page.section_id,
        )
        return registry.extended_page(page, entry)

    @staticmethod
    def _pages() -> QuerySet:
        return BasePage.objects.live().public()


def body_text(page: BasePage) -> str:
    """Return the words of a page's body, a line to each piece of it."""
    body = getattr(page, "body", None)
    if body is None:
        return ""
    return "\n".join(piece for piece in body.stream_block.get_searchable_content(body) if piece)


def section_titles(ids: Collection[str]) -> dict[str, str]:
    """Return the titles of those sections that are public; read when asked, so that a new title needs no indexing."""
    sections = BasePage.objects.live().public().filter(pk__in=[one for one in ids if whole_number(one)])
    return {str(key): title for key, title in sections.values_list("pk", "title")}


class ModelSource:
    """The public rows of a model. Saving or deleting one keeps the index in step.

    ``public`` returns the rows readers may find (with what ``entry`` needs prefetched); ``entry`` makes a row's
    entry and may leave its id empty.
    """

    def __init__(
        self,
        model: type[Model],
        *,
        kind: str,
        label: Any,
        public: Callable[[], QuerySet],
        entry: Callable[[Any], Entry | None],
    ) -> None:
        self.name = kind
        self._label = label
        self._public = public
        self._entry = entry
        for signal in (signals.post_save, signals.post_delete):
            signal.connect(self._changed, sender=model, weak=False, dispatch_uid=f"search:{kind}")

    def kinds(self) -> Mapping[str, Any]:
        """Return the one kind."""
        return {self.name: self._label}

    def count(self) -> int:
        """Return how many rows are public."""
        return self._public().count()

    def entries(self, keys: Collection[str] | None = None) -> Iterator[Entry]:
        """Yield the entries of public rows."""
        for row in in_chunks(_with_keys(self._public(), keys)):
            entry = self._entry(row)
            entry = registry.extended(row, entry) if entry is not None else None
            if entry is not None:
                yield replace(entry, id=f"{self.name}:{row.pk}")

    def _changed(self, instance: Model, **kwargs: Any) -> None:
        # At once: a save may be what makes a row private.
        indexing.changed([f"{self.name}:{instance.pk}"], at_once=True)
