"""How official documents and plans are found: by number and symbol, summary, issuer, signer, other names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, time

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from news.documents.models import DocumentType, Issuer, OfficialDocument, PlanPage
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
        facets=document_facets(document),
    )


def document_facets(document: OfficialDocument) -> dict[str, tuple[str, ...]]:
    """Return what a document counts under: its type, and all who issued it."""
    return {
        "doctype": (document.type.code,),
        "issuer": tuple(issuer.code for issuer in document.issuers),
    }


def add_plan_parts(page: PlanPage, entry: Entry) -> Entry:
    """Return a plan's entry with the document it presents, that one's facets, its targets and milestones."""
    targets = [f"{target.criterion} {target.value} {target.unit}" for target in page.targets.all()]
    milestones = [milestone.title for milestone in page.milestones.all()]
    document = page.document if page.document and page.document.public else None
    return replace(
        entry,
        body="\n".join(filter(None, [entry.body, *targets, *milestones])),
        words=document.label if document else "",
        facets={**entry.facets, **(document_facets(document) if document else {})},
    )


def type_names(codes: Collection[str]) -> dict[str, str]:
    """Return the names of those types of document that exist."""
    return dict(DocumentType.objects.filter(code__in=codes).values_list("code", "name"))


def issuer_names(codes: Collection[str]) -> dict[str, str]:
    """Return the names of those issuers that exist."""
    return dict(Issuer.objects.filter(code__in=codes).values_list("code", "name"))


def register() -> None:
    """Tell search about documents and plans."""
    registry.register(
        ModelSource(
            OfficialDocument, kind="document", label=_("Văn bản"), public=public_documents, entry=document_entry
        )
    )
    registry.extend_kind(PlanPage.kind, add_plan_parts)
    registry.register_facet(registry.Facet("doctype", _("Loại văn bản"), type_names, order=60))
    registry.register_facet(registry.Facet("issuer", _("Cơ quan ban hành"), issuer_names, order=61))
