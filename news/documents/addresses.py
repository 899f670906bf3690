"""Where documents stand on the site: below the one library page, wherever editors put it."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache

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


def document_address(slug: str) -> str:
    """The address of a document's page, "" while there is no library."""
    library = library_address()
    return f"{library}{slug}/" if library else ""


def forget_library_address(**kwargs: Any) -> None:
    """Ask again: pages were published, moved or taken down."""
    cache.delete(CACHE_KEY)
