"""What the library's list and its document pages show."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from news.documents.models.official import OfficialDocument
from portal.base.paging import page_of

PER_PAGE = 20


def listing(request: HttpRequest) -> dict[str, Any]:
    """The page of documents asked for."""
    page, asked_wrong = page_of(Paginator(OfficialDocument.objects.for_listing(), PER_PAGE), request.GET.get("page"))
    return {"documents": page, "page_asked_wrong": asked_wrong}


def detail(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One document."""
    return {"document": get_object_or_404(OfficialDocument.objects.for_listing(), slug=slug)}
