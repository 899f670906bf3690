"""Keeping citations right when a document comes, changes or goes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from news.documents.citations.laws import AMENDING_PREFIX
from news.documents.citations.signals import citations_changed

if TYPE_CHECKING:
    from news.documents.models import Citation, OfficialDocument

BATCH = 500


def could_mean(document: OfficialDocument) -> QuerySet[Citation]:
    """Citations that mean this document now, or could: by number, law name or alias."""
    from news.documents.models import Citation

    wanted = Q(document=document)
    if document.number_key:
        wanted |= Q(number_key=document.number_key, symbol_key=document.symbol_key)
        wanted |= Q(number_key=document.number_key, symbol_key="", type_code=document.type.code)
    if document.law_key:
        wanted |= Q(law_key__in=(document.law_key, document.law_key.removeprefix(AMENDING_PREFIX)))
    aliases = [alias.key for alias in document.aliases.all() if alias.key]
    if aliases:
        wanted |= Q(alias_key__in=aliases)
    return Citation.objects.filter(wanted, manual=False).exclude(form=Citation.Form.REFERENCE)


def document_changed(document: OfficialDocument) -> int:
    """Resolve again what this document may answer; the number of citations that changed."""
    return resolve_again(could_mean(document))


def resolve_again(citations: QuerySet[Citation]) -> int:
    """Resolve rows again and store those whose outcome changed; the number of these."""
    from news.documents.citations.extract import current_setting
    from news.documents.citations.resolve import candidates, resolve
    from news.documents.models import Citation

    changed_pages: set[int] = set()
    changed = 0
    setting = None
    for batch in _batches(citations.order_by("pk").iterator(BATCH)):
        setting = setting or current_setting()
        documents = candidates(batch)
        moved = []
        for row in batch:
            outcome = resolve(row, documents, setting)
            found = outcome.document.pk if outcome.document else None
            if (outcome.state, found) != (row.state, row.document_id):
                row.state, row.document_id = outcome.state, found
                moved.append(row)
        Citation.objects.bulk_update(moved, ["state", "document"])
        changed += len(moved)
        changed_pages.update(row.page_id for row in moved)
    if changed_pages:
        citations_changed.send(sender=Citation, page_ids=frozenset(changed_pages))
    return changed


def _batches(rows: Iterable[Citation]) -> Iterator[list[Citation]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, BATCH)):
        yield batch
