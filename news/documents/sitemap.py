"""The documents of the library for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from news.documents.addresses import document_address, library_address
from news.documents.models import OfficialDocument


class DocumentSitemap(Sitemap):
    """Every public document, while the library is live."""

    limit = 5000

    def items(self) -> QuerySet[OfficialDocument]:
        """Return the documents in the order of their ids, so that parts stay stable while the library grows."""
        documents = OfficialDocument.objects.public() if library_address() else OfficialDocument.objects.none()
        return documents.select_related(None).only("slug", "updated_at").order_by("pk")

    def location(self, item: OfficialDocument) -> str:
        """Return the document's path."""
        return document_address(item.slug)

    def lastmod(self, item: OfficialDocument) -> datetime:
        """Return when the document last changed."""
        return item.updated_at
