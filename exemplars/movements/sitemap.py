"""Movements and clusters for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from exemplars.movements.models import Cluster, ClusterTerm, Movement


class MovementSitemap(Sitemap):
    """Every public movement."""

    limit = 5000

    def items(self) -> QuerySet[Movement]:
        """Return the movements in the order of their ids, so that parts stay stable while they grow."""
        return Movement.objects.filter(is_public=True).only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Movement) -> datetime:
        """Return when the movement last changed."""
        return item.updated_at


class ClusterSitemap(Sitemap):
    """Every public cluster."""

    limit = 5000

    def items(self) -> QuerySet[Cluster]:
        """Return the clusters in the order of their ids."""
        return Cluster.objects.filter(is_public=True).only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Cluster) -> datetime:
        """Return when the cluster last changed."""
        return item.updated_at


class TermSitemap(Sitemap):
    """Every year of a public cluster."""

    limit = 5000

    def items(self) -> QuerySet[ClusterTerm]:
        """Return the years in the order of their ids."""
        return ClusterTerm.objects.filter(cluster__is_public=True).select_related("cluster").order_by("pk")
