"""The list of the registry, narrowed by facets and words (the engine is exemplars.registry.listing)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exemplars.registry import listing
from exemplars.registry.cards import with_facts
from portal.base.metadata import absolute
from portal.base.paging import page_of

PER_PAGE = 20
KIND = "doi-tuong"
TICKED = "truc-tiep"
FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


@require_safe
def exemplar_list(request: HttpRequest) -> HttpResponse:
    """Show the exemplars asked for; nonsense in the address is answered with a sentence, never refused."""
    asked = listing.read(request.GET)
    page, asked_wrong = page_of(asked.paginator(PER_PAGE), request.GET.get("page"))
    page.object_list = with_facts(page.object_list)
    facets = list(asked.facets)
    context = {
        "asked": asked,
        "exemplars": page,
        "kinds": next((facet for facet in facets if facet.name == KIND), None),
        "any_kind_url": asked.address(**{KIND: None}),
        "facets": [facet for facet in facets if facet.name not in (KIND, TICKED)],
        "ticked": next((facet for facet in facets if facet.name == TICKED), None),
        "page_asked_wrong": asked_wrong,
        # Combinations of filters are for people; machines index the plain list and the exemplars.
        "is_filtered": asked.is_narrowed,
        "downloads": _downloads(asked.keep),
        "canonical": absolute(request, request.path),
        "breadcrumbs": [{"title": _("Sổ gương sáng"), "url": ""}],
    }
    return render(request, "registry/list.html", context)


def _downloads(keep: str) -> list[dict[str, str]]:
    """Return the files the list can be had as, with the same filters."""
    found = []
    for suffix, name in FORMATS:
        try:
            address = reverse("exemplar_export", args=[suffix])
        except NoReverseMatch:
            continue
        found.append({"url": f"{address}?{keep}".rstrip("?&"), "name": name})
    return found
