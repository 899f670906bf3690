"""How exemplars are found in the portal's search: by what their public page shows, places of then and now included."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exemplars.registry.facets.terms import reach_from
from exemplars.registry.listing.offered import place_label
from exemplars.registry.models import Exemplar, Field
from portal.places.models import Place
from portal.places.resolve import find_place
from search import registry
from search.entry import Entry
from search.sources import ModelSource

MEANT = 12
"""Namesakes offered when the name of a place may mean several."""


def public_exemplars() -> QuerySet[Exemplar]:
    """Return the exemplars readers see, with what their entries need."""
    joined = Exemplar.objects.public().select_related("field", "organisation", "place__province")
    return joined.prefetch_related("conferrals__honour", "movements")


def exemplar_entry(exemplar: Exemplar) -> Entry:
    """Return an exemplar's entry. An honour that does not stand finds nobody."""
    honours = [each.title for each in exemplar.conferrals.all() if each.stands]
    body = (exemplar.summary, exemplar.achievements, exemplar.method, exemplar.results, *honours)
    places = places_of(exemplar)
    unit = str(exemplar.organisation) if exemplar.organisation_id and exemplar.shows_place else ""
    names = (place.full_name for place in places)
    words = (exemplar.other_names, exemplar.owner, unit, *names, *(str(one) for one in exemplar.movements.all()))
    return Entry(
        kind="exemplar",
        title=exemplar.name,
        url=exemplar.get_absolute_url(),
        lead=exemplar.position or exemplar.summary,
        body="\n".join(filter(None, body)),
        words=" | ".join(filter(None, words)),
        date=timezone.localtime(exemplar.published_at) if exemplar.published_at else None,
        # The year somebody set an example, which may be long before it was published here.
        facets={**subject_facets(exemplar, places), "year": (str(exemplar.year),)},
    )


def places_of(exemplar: Exemplar) -> list[Place]:
    """Return the places it is found under, old and new, as far as consent lets them be shown."""
    if not exemplar.shows_place:
        return []
    starts = {pk for pk in (exemplar.place_id, exemplar.place_now_id) if pk}
    reached = {pk for found in reach_from(starts).values() for pk in found}
    return list(Place.objects.filter(pk__in=reached)) if reached else []


def subject_facets(exemplar: Exemplar, places: Collection[Place]) -> dict[str, tuple[str, ...]]:
    """Return what an exemplar, and whatever tells it, counts under. An honour that does not stand counts nowhere."""
    levels = {str(each.honour.level) for each in exemplar.conferrals.all() if each.stands}
    facets = {
        "place": tuple(sorted(place.slug for place in places)),
        "field": (exemplar.field.code,) if exemplar.field else (),
        "movement": tuple(one.slug for one in exemplar.movements.all() if one.is_public),
        "level": tuple(sorted(levels)),
    }
    return {name: values for name, values in facets.items() if values}


def place_names(slugs: Collection[str]) -> dict[str, str]:
    """Return the names of those places that exist; one of before says until when it was."""
    return {place.slug: place_label(place) for place in Place.objects.filter(slug__in=slugs).select_related("province")}


def places_meant(text: str) -> dict[str, str]:
    """Return the places a name may mean by slug. The bare name of a province means the province, as it is today."""
    found = find_place(text)
    if found and found[0].level == Place.Level.PROVINCE:
        found = found[:1]
    return {place.slug: place_label(place) for place in found[:MEANT]}


def field_names(codes: Collection[str]) -> dict[str, str]:
    """Return the names of those fields that exist."""
    return dict(Field.objects.filter(code__in=codes).values_list("code", "name"))


def register() -> None:
    """Tell search about exemplars."""
    registry.register(
        ModelSource(
            Exemplar, kind="exemplar", label=_("Gương điển hình"), public=public_exemplars, entry=exemplar_entry
        )
    )
    registry.register_facet(registry.Facet("place", _("Địa phương"), place_names, typed=places_meant, order=20))
    registry.register_facet(registry.Facet("field", _("Lĩnh vực"), field_names, order=21))
