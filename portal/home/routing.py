"""Finding the page for an address in one query, however deep it lies."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from wagtail.url_routing import RouteResult

from portal.base.models import BasePage


class FlatRoutingMixin:
    """Replaces Wagtail's walk down the tree (two queries a level) for the site's root page."""

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Return the deepest page on the path, which then answers for what is left of it."""
        if not path_components:
            return super().route(request, path_components)
        candidates, url_path = [], self.url_path
        for component in path_components:
            url_path = f"{url_path}{component}/"
            candidates.append(url_path)
        pages = BasePage.objects.descendant_of(self).filter(url_path__in=candidates).select_related("content_type")
        deepest = max(pages, key=lambda page: len(page.url_path), default=None)
        if deepest is None:
            return super().route(request, path_components) if hasattr(self, "resolve_subpage") else self._not_found()
        rest = path_components[candidates.index(deepest.url_path) + 1 :]
        return deepest.specific.route(request, rest)

    @staticmethod
    def _not_found() -> RouteResult:
        raise Http404
