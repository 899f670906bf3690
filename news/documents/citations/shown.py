"""The citations of a page as its template needs them: one query, however many are shown."""

from __future__ import annotations

from news.documents.addresses import document_address
from news.documents.citations.link import Wording
from news.documents.models import Citation, OfficialDocument
from portal.base.models import BasePage


def citations_for(page: BasePage) -> list[Citation]:
    """A page's citations with their documents; asked once a page, not at all when prefetched."""
    kept = page.__dict__.get("_shown_citations")
    if kept is None:
        prefetched = getattr(page, "_prefetched_objects_cache", {}).get("citations")
        if prefetched is not None:
            kept = sorted(prefetched, key=lambda citation: citation.position)
        elif page.pk is None:
            kept = []
        else:
            related = ("document__type", "document__issuer")
            kept = list(Citation.objects.filter(page_id=page.pk).select_related(*related).order_by("position"))
        page.__dict__["_shown_citations"] = kept
    return kept


def wordings_for(page: BasePage) -> list[Wording]:
    """What to look for in the page's HTML; a wording without a public document stays plain."""
    wordings = []
    for citation in citations_for(page):
        if citation.form == Citation.Form.REFERENCE:
            continue
        document = citation.document
        linked = document is not None and document.public and citation.state == Citation.State.LINKED
        url = document_address(document.slug) if linked else ""
        wordings.append(Wording(citation.raw, citation.tail, url, document.summary if linked else ""))
    return wordings


def cited_documents(page: BasePage) -> list[OfficialDocument]:
    """The public documents a page cites, each once, in the order of its text."""
    documents = {
        citation.document_id: citation.document
        for citation in citations_for(page)
        if citation.document is not None and citation.document.public
    }
    return list(documents.values())
