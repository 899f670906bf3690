"""What the frame of every public page needs: office, navigation, today's date."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from wagtail.models import Site

from portal.base import navigation
from portal.base.models import BasePage, PortalSettings


def standing_pages(request: HttpRequest) -> list[BasePage]:
    """Return the live, public pages right below the home page, in tree order; routing has them already."""
    if not hasattr(request, "standing_pages"):
        site = Site.find_for_request(request)
        pages = BasePage.objects.none()
        if site is not None:
            pages = BasePage.objects.live().public().filter(path__startswith=site.root_page.path)
            pages = pages.filter(depth=site.root_page.depth + 1).order_by("path")
        request.standing_pages = list(pages)
    return request.standing_pages


def chrome(request: HttpRequest) -> dict[str, Any]:
    """Give templates ``portal`` (the office), ``nav_sections``, ``nav_footer``, ``nav_rooms``, ``today``; lazily."""
    return {
        "portal": SimpleLazyObject(lambda: PortalSettings.for_request(request)),
        "nav_sections": SimpleLazyObject(lambda: [p for p in standing_pages(request) if p.show_in_menus]),
        "nav_footer": SimpleLazyObject(lambda: [p for p in standing_pages(request) if not p.show_in_menus]),
        "nav_rooms": SimpleLazyObject(lambda: navigation.links(request.path)),
        "today": timezone.localdate(),
    }
