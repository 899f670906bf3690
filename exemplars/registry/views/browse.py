"""The list of the registry, narrowed by facets and words (the engine is exemplars.registry.listing)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exemplars.registry import listing
from exemplars.registry.cards import with_facts
from exemplars.registry.listing.parameters import DIRECT, KIND, PLACE
from portal.base.metadata import absolute
from portal.base.paging import page_of
from portal.places.models import Place
from portal.places.resolve import find_place
from portal.vietnamese.text import squash

PER_PAGE = 20
PLACE_NAME = "ten-noi"
"""The parameter with a place's name as somebody typed it; the address of a list carries the place itself."""
LONGEST = 160
MOST_PLACES = 12
FORMATS = (("xlsx", "Excel"), ("csv", "CSV"), ("json", "JSON"))


@require_safe
def exemplar_list(request: HttpRequest) -> HttpResponse:
    """Show the exemplars asked for; nonsense in the address is answered with a sentence, never refused."""
    asked = listing.read(request.GET)
    named = squash(request.GET.get(PLACE_NAME, "")[:LONGEST])
    places = find_place(named) if named else []
    if len(places) == 1 or (places and places[0].level == Place.Level.PROVINCE):
        # A province of today has what happened in those before it, so it needs no asking back.
        return redirect(reverse("exemplar_list") + asked.address(**{PLACE: places[0].slug}))
    page, asked_wrong = page_of(asked.paginator(PER_PAGE), request.GET.get("page"))
    page.object_list = with_facts(page.object_list)
    facets = list(asked.facets)
    context = {
        "asked": asked,
        "exemplars": page,
        "kinds": next((facet for facet in facets if facet.name == KIND), None),
        "any_kind_url": asked.address(**{KIND: None}),
        "facets": [facet for facet in facets if facet.name not in (KIND, DIRECT)],
        "ticked": next((facet for facet in facets if facet.name == DIRECT), None),
        "named": named,
        "places": [
            {"label": place.full_label, "url": asked.address(**{PLACE: place.slug})} for place in places[:MOST_PLACES]
        ],
        "page_asked_wrong": asked_wrong,
        # Combinations of filters are for people; machines index the plain list and the exemplars.
        "is_filtered": asked.is_narrowed or bool(named),
        "downloads": _downloads(asked.keep),
        "canonical": absolute(request, request.path),
        "breadcrumbs": [{"title": _("Sổ gương sáng"), "url": ""}],
    }
    return render(request, "registry/list.html", context)


def _downloads(keep: str) -> list[dict[str, str]]:
    """Return the files the list can be had as, with the same filters."""
    addresses = ((reverse("exemplar_export", args=[suffix]), name) for suffix, name in FORMATS)
    return [{"url": f"{address}?{keep}".rstrip("?&"), "name": name} for address, name in addresses]
