"""From an address to a page in two queries, however deep the page lies.

Wagtail walks down the tree (two queries a level) and then asks twice more for view restrictions. An address is a
prefix chain of ``url_path`` values, so one query fetches the whole way at once; what it learnt (the ancestors, the
section, whether anything above is private) stays on the page for the breadcrumb and the permission check.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404, HttpRequest
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from portal.base import beside

if TYPE_CHECKING:
    from portal.base.models import BasePage


def _candidates(root: BasePage, components: list[str]) -> list[str]:
    paths = [root.url_path]
    for component in components:
        paths.append(f"{paths[-1]}{component}/")
    return paths


def _specific(stub: BasePage, way: list[BasePage]) -> BasePage:
    """Return the page's own row with its main picture and what apps want beside it, knowing the way to it."""
    model = stub.specific_class or type(stub)
    rows = model._default_manager.select_related("main_image").annotate(**beside.annotations(stub))
    page = rows.get(pk=stub.pk)
    page.way = way
    page.known_public = not stub.is_private and not any(step.alias_of_id for step in way)
    for step in way:
        if step.pk == page.section_id:
            page.section = step
    return page


def _map(site: Site, candidates: list[str]) -> list[BasePage]:
    """Return the way to the address and the pages right below the home page (the navigation), in one query."""
    from portal.base.models import BasePage

    root = site.root_page
    below = Q(depth=root.depth + 1, live=True, path__startswith=root.path)
    way = Q(url_path__in=candidates, path__startswith=root.path)
    return list(BasePage.objects.filter(below | way).with_privacy().order_by("path"))


def find_route(request: HttpRequest, path: str) -> RouteResult:
    """Return the page that answers for ``path`` on this request's site, with the arguments for serving it.

    Leaves the pages for the navigation on the request. Raises Http404 when the site has no such page.
    """
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    components = [component for component in path.split("/") if component]
    candidates = _candidates(site.root_page, components)
    pages = _map(site, candidates)
    below = site.root_page.depth + 1
    request.standing_pages = [page for page in pages if page.depth == below and page.live and not page.is_private]
    way = [page for page in pages if page.url_path in candidates]
    if not way:
        raise Http404
    rest = components[candidates.index(way[-1].url_path) :]
    return _specific(way[-1], way).route(request, rest)
