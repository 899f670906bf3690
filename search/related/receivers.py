"""When pages are related anew: one appeared, went, or names others than before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from portal.base.models import BasePage
from search import indexing
from search.mentions.keeping import mentions_changed
from search.related.models import RelatedLink
from search.related.storing import relate_when_committed, store_pins, unrelate

BULK_AT_MOST = 500
"""Pages of an import that are related at its end; more are left to ``manage.py relink``."""


@receiver(page_published)
def page_appeared(instance: BasePage, **kwargs: Any) -> None:
    """Show what is pinned at once; find the rest, and tell the neighbours, once the page is public."""
    page = instance.specific
    store_pins(page)
    if not indexing.is_collecting():
        relate_when_committed([page.pk])


@receiver(page_unpublished)
def page_went(instance: BasePage, **kwargs: Any) -> None:
    """Take it out of all lists in the transaction that takes it down."""
    unrelate(instance.pk)


@receiver(pre_delete)
def page_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """The same for a page that is deleted, before its links go with it."""
    if issubclass(sender, BasePage):
        unrelate(instance.pk)


@receiver(indexing.bulk_indexed)
def import_ended(ids: Collection[str], **kwargs: Any) -> None:
    """Relate what an import brought, once all of it can be found."""
    pages = [int(key) for source, _, key in (one.partition(":") for one in ids) if source == "page"]
    if len(pages) <= BULK_AT_MOST:
        relate_when_committed(pages)


@receiver(mentions_changed)
def names_changed(page_ids: Collection[int], gone: str, **kwargs: Any) -> None:
    """Relate pages again that name others now; no reason names who may be named no more."""
    pages = set(page_ids)
    if gone:
        links = RelatedLink.objects.filter(fact=f"mention:{gone}")
        pages.update(links.values_list("page_id", flat=True))
        links.delete()
    if len(pages) <= BULK_AT_MOST:
        relate_when_committed(pages)
