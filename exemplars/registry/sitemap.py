"""The public exemplars for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from exemplars.registry.models import Exemplar


class ExemplarSitemap(Sitemap):
    """Every public exemplar."""

    limit = 5000

    def items(self) -> QuerySet[Exemplar]:
        """Return the exemplars in the order of their ids, so that parts stay stable while the registry grows."""
        return Exemplar.objects.public().only("slug", "published_at").order_by("pk")

    def location(self, item: Exemplar) -> str:
        """Return the exemplar's path."""
        return item.get_absolute_url()

    def lastmod(self, item: Exemplar) -> datetime | None:
        """Return when the exemplar was made public; when its dossier was last worked on is no reader's business."""
        return item.published_at


class RoomSitemap(Sitemap):
    """The rooms of the registry that stand in the navigation."""

    def items(self) -> list[str]:
        """Return the addresses of the rooms that exist."""
        from portal.base import navigation

        return [link.url for link in navigation.links("")] + [reverse("exemplar_letters")]

    def location(self, item: str) -> str:
        """Return the path."""
        return item
