"""Consultations for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from exemplars.consultations.models import Consultation


class ConsultationSitemap(Sitemap):
    """Every published consultation."""

    limit = 5000

    def items(self) -> QuerySet[Consultation]:
        """Return the consultations in the order of their ids, so that parts stay stable while they grow."""
        return Consultation.objects.public().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Consultation) -> datetime:
        """Return when the consultation last changed."""
        return item.updated_at
