"""Polls for sitemap.xml: they are no pages of the tree."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from news.polls.models import Poll


class PollSitemap(Sitemap):
    """Every public poll."""

    limit = 5000

    def items(self) -> QuerySet[Poll]:
        """Return the polls in the order of their ids, so that parts stay stable while they grow."""
        return Poll.objects.public().only("slug", "updated_at").order_by("pk")

    def lastmod(self, item: Poll) -> datetime:
        """Return when the poll last changed."""
        return item.updated_at
