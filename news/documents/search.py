"""How official documents and plans are found: by number and symbol, summary, issuer, signer, other names."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.documents.models import OfficialDocument, PlanPage
from search import registry
from search.entry import Entry
from search.sources import ModelSource


def public_documents() -> QuerySet[OfficialDocument]:
    """Return the documents readers see in the library."""
    return OfficialDocument.objects.for_listing().prefetch_related("aliases")


def document_entry(document: OfficialDocument) -> Entry | None:
    """Return a document's entry; None while there is no library to show it in."""
    url = document.get_absolute_url()
    if not url:
        return None
    issued = document.issued_on
    names = [str(issuer) for issuer in document.issuers]
    words = [*names, document.signer, document.signer_position, *(alias.text for alias in document.aliases.all())]
    return Entry(
        kind="document",
        title=document.dated_label,
        url=url,
        lead=document.summary,
        words=" | ".join(filter(None, words)),
        date=timezone.make_aware(datetime.combine(issued, time())) if issued else None,
    )


def add_plan_parts(page: PlanPage, entry: Entry) -> Entry:
    """Return a plan's entry with the document it presents, its targets and milestones."""
    targets = [f"{target.criterion} {target.value} {target.unit}" for target in page.targets.all()]
    milestones = [milestone.title for milestone in page.milestones.all()]
    label = page.document.label if page.document and page.document.public else ""
    return replace(entry, body="\n".join(filter(None, [entry.body, *targets, *milestones])), words=label)


def register() -> None:
    """Tell search about documents and plans."""
    registry.register(
        ModelSource(
            OfficialDocument, kind="document", label=_("Văn bản"), public=public_documents, entry=document_entry
        )
    )
    registry.extend_kind(PlanPage.kind, add_plan_parts)
