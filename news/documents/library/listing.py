"""The list of documents with the columns Decree 42/2022/NĐ-CP, article 4, asks for."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from news.documents.library import filters
from news.documents.models.official import OfficialDocument
from portal.base.paging import page_of

PER_PAGE = 20


def listing(request: HttpRequest) -> dict[str, Any]:
    """The page of the list that the request asks for; nonsense is answered with `complaints`, never refused."""
    asked = filters.read(request.GET)
    documents = filters.apply(asked, OfficialDocument.objects.for_listing())
    page, asked_wrong = page_of(Paginator(documents, PER_PAGE), request.GET.get("page"))
    return {
        "documents": page,
        "asked": asked,
        "complaints": asked.complaints,
        "page_asked_wrong": asked_wrong,
        # Combinations of filters are for people; machines index the plain list and the documents.
        "is_filtered": bool(asked.values or asked.sort != "moi"),
    }
