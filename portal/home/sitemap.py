"""The map of the portal for people, and the sitemaps for machines."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from wagtail.models import Site

from exemplars.stories.models import StoryPage
from news.bulletins.models import BulletinPage
from portal.base.models import BasePage, PortalSettings

NEWS_WINDOW = timedelta(days=2)
"""News sitemaps list only what is younger than two days (sitemaps-news 0.9)."""


def portal_map(page: BasePage) -> list[BasePage]:
    """Return the portal's standing pages and sections in tree order, without the dated articles."""
    home_path = page.path[: page.steplen * 2]
    tree = BasePage.objects.live().public().filter(path__startswith=home_path)
    return list(tree.filter(section__isnull=True).exclude(path=home_path).order_by("path"))


class PageSitemap(Sitemap):
    """Every live, public page of the site asked."""

    limit = 5000

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.site = Site.find_for_request(request)

    def items(self) -> Any:
        """Return the pages in the order of their ids, so that parts stay stable while the site grows."""
        pages = BasePage.objects.live().public().defer_streamfields()
        return pages.filter(path__startswith=self.site.root_page.path).order_by("pk")

    def location(self, item: BasePage) -> str:
        """Return the page's path."""
        return item.get_url(self.request)

    def lastmod(self, item: BasePage) -> Any:
        """Return when the page last changed in public."""
        return item.last_published_at or item.display_date


def news_sitemap(request: HttpRequest) -> HttpResponse:
    """Bulletins and stories of the last two days, as search engines' news sitemaps want them."""
    kinds = ContentType.objects.get_for_models(BulletinPage, StoryPage).values()
    now = timezone.now()
    pages = (
        BasePage.objects.live().public().filter(content_type__in=kinds, display_date__range=(now - NEWS_WINDOW, now))
    )
    context = {
        "items": [(request.build_absolute_uri(page.get_url(request)), page) for page in pages.newest_first()[:1000]],
        "office": PortalSettings.for_request(request).office_name,
    }
    return render(request, "home/sitemap_news.xml", context, content_type="application/xml; charset=utf-8")
