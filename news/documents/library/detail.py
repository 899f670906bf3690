"""One document: its facts, its files, what it does to others and they to it, and who cites it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest

from news.documents.addresses import learn_library_address, library_address
from news.documents.library.ways import ways_from
from news.documents.models.citation import Citation
from news.documents.models.official import DocumentRelation, OfficialDocument
from news.documents.models.status import Status
from portal.base.metadata import absolute, breadcrumb_data, json_ld
from portal.base.models import BasePage
from portal.base.paging import page_of
from portal.vietnamese.text import normalise

CITING_PER_PAGE = 10

# How a relation reads from the other side.
_BACKWARDS = {
    "amends": "Được sửa đổi, bổ sung bởi",
    "replaces": "Được thay thế bởi",
    "repeals": "Bị bãi bỏ bởi",
    "guides": "Được hướng dẫn, quy định chi tiết bởi",
    "implements": "Được triển khai bởi",
}
_FORCE = {
    Status.IN_FORCE: "https://schema.org/InForce",
    Status.AMENDED: "https://schema.org/PartiallyInForce",
}
_CHANGES = {"amends": "legislationChanges", "replaces": "legislationConsolidates", "repeals": "legislationRepeals"}


def detail(request: HttpRequest, slug: str, way: list[dict[str, str]]) -> dict[str, Any]:
    """The context of a document's page; Http404 when there is no public document of that address.

    `way` is the breadcrumb of the library.
    """
    learn_library_address(request)
    documents = OfficialDocument.objects.for_listing().prefetch_related("co_issuers")
    document = documents.filter(slug=slug).first()
    if document is None:
        raise Http404
    citing, asked_wrong = page_of(Paginator(citing_pages(document), CITING_PER_PAGE), request.GET.get("page"))
    relations = _relations(document)
    address = document.get_absolute_url()
    crumbs = [*way[:-1], {**way[-1], "url": library_address()}, {"title": document.code or document.label, "url": ""}]
    return {
        "document": document,
        "relations": _grouped(document, relations),
        "citing": citing,
        "ways": ways_from(document),
        "page_asked_wrong": asked_wrong,
        "breadcrumbs": crumbs,
        "canonical": absolute(request, address),
        "json_ld": json_ld(legislation(document, relations, request)),
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }


def citing_pages(document: OfficialDocument) -> Any:
    """The public pages that cite the document, newest first."""
    cited = Citation.objects.filter(document=document).values("page")
    pages = BasePage.objects.live().public().filter(pk__in=cited)
    return pages.select_related("section").defer_streamfields().newest_first()


def _relations(document: OfficialDocument) -> list[DocumentRelation]:
    related = [f"{side}__{name}" for side in ("source", "target") for name in ("type", "issuer")]
    both = Q(source=document, target__public=True) | Q(target=document, source__public=True)
    return list(DocumentRelation.objects.filter(both).select_related(*related).order_by("kind", "sort_order", "pk"))


def _grouped(document: OfficialDocument, relations: Iterable[DocumentRelation]) -> list[dict[str, Any]]:
    """Relations under their headings, what this document does before what was done to it."""
    groups: dict[tuple[bool, str], dict[str, Any]] = {}
    for relation in relations:
        outward = relation.source_id == document.pk
        heading = relation.get_kind_display() if outward else _BACKWARDS[relation.kind]
        group = groups.setdefault((not outward, relation.kind), {"heading": str(heading), "documents": []})
        other = relation.target if outward else relation.source
        group["documents"].append({"document": other, "note": relation.note})
    return [groups[key] for key in sorted(groups)]


def legislation(
    document: OfficialDocument, relations: Iterable[DocumentRelation], request: HttpRequest
) -> dict[str, Any]:
    """The schema.org Legislation of a document."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": normalise(document.label),
        "abstract": normalise(document.summary),
        "url": absolute(request, document.get_absolute_url()),
        "inLanguage": "vi",
        "legislationType": document.type.name,
        "legislationJurisdiction": "VN",
        "legislationPassedBy": [{"@type": "GovernmentOrganization", "name": str(one)} for one in document.issuers],
        "legislationLegalForce": _FORCE.get(document.status_now, "https://schema.org/NotInForce"),
    }
    if document.code:
        data["legislationIdentifier"] = document.code
    if document.issued_on:
        data["legislationDate"] = document.issued_on.isoformat()
    if document.effective_on:
        data["legislationDateOfApplicability"] = document.effective_on.isoformat()
    files = [absolute(request, attached.file.url) for attached in document.files.all()]
    if files:
        data["encoding"] = [{"@type": "LegislationObject", "contentUrl": url} for url in files]
    for relation in relations:
        if relation.source_id == document.pk and relation.kind in _CHANGES:
            changed = {"@type": "Legislation", "name": normalise(relation.target.label)}
            data.setdefault(_CHANGES[relation.kind], []).append(changed)
    return data
