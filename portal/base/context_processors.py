"""What the frame of every public page needs: office, navigation, today's date."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from portal.base.models import BasePage, PortalSettings


def navigation(request: HttpRequest) -> list[BasePage]:
    """Return the pages shown in menus, in the order editors gave them in the tree."""
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = BasePage.objects.live().public().in_menu().filter(path__startswith=site.root_page.path)
    return list(pages.filter(depth=site.root_page.depth + 1).order_by("path"))


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``portal``, ``navigation`` (lazy, one query when used) and ``today``."""
    return {
        "portal": SimpleLazyObject(lambda: PortalSettings.for_request(request)),
        "navigation": SimpleLazyObject(lambda: navigation(request)),
        "today": timezone.localdate(),
    }
