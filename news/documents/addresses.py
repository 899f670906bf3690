"""Where documents stand on the site: below the one library page, wherever editors put it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.http import HttpRequest

CACHE_KEY = "documents.library-address"
SECONDS = 300


def library_address() -> str:
    """The address of the live library page, "" while there is none; kept in the cache between requests."""
    address = cache.get(CACHE_KEY)
    if address is None:
        from news.documents.models import DocumentLibraryPage

        library = DocumentLibraryPage.objects.live().first()
        address = (library.url or "") if library else ""
        cache.set(CACHE_KEY, address, SECONDS)
    return address


def learn_library_address(request: HttpRequest | None) -> None:
    """Take the address from the navigation the request already carries, sparing a query of its own."""
    from news.documents.models import DocumentLibraryPage

    if request is None or cache.get(CACHE_KEY) is not None:
        return
    kind = ContentType.objects.get_for_model(DocumentLibraryPage).pk
    for page in getattr(request, "standing_pages", ()):
        if page.content_type_id == kind:
            cache.set(CACHE_KEY, page.get_url(request) or "", SECONDS)


def document_address(slug: str) -> str:
    """The address of a document's page, "" while there is no library."""
    library = library_address()
    return f"{library}{slug}/" if library else ""


def forget_library_address(**kwargs: Any) -> None:
    """Ask again: pages were published, moved or taken down."""
    cache.delete(CACHE_KEY)
