"""Honours and decisions for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from exemplars.honours.decisions import conferring
from exemplars.honours.models import Honour
from news.documents.models import OfficialDocument


class HonourSitemap(Sitemap):
    """The whole vocabulary."""

    limit = 5000

    def items(self) -> QuerySet[Honour]:
        """Return the honours in the order of their ids."""
        return Honour.objects.only("slug").order_by("pk")

    def location(self, item: Honour) -> str:
        """Return the honour's path."""
        return reverse("honour", args=[item.slug])


class DecisionSitemap(Sitemap):
    """Every public decision that honours somebody."""

    limit = 5000

    def items(self) -> QuerySet[OfficialDocument]:
        """Return the decisions in the order of their ids, so that parts stay stable while they grow."""
        return conferring().select_related(None).only("slug", "updated_at").order_by("pk")

    def location(self, item: OfficialDocument) -> str:
        """Return the decision's path."""
        return reverse("conferral_decision", args=[item.slug])

    def lastmod(self, item: OfficialDocument) -> datetime:
        """Return when the document last changed."""
        return item.updated_at
