"""The facets and words an exemplar is counted and found under."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeAlias

from exemplars.registry.models import Exemplar
from portal.places.models import Place
from portal.places.reach import reach_of, reach_of_many
from portal.vietnamese.text import fold, syllables

Term: TypeAlias = tuple[str, str]
"""A facet and a value of it, as in ``FacetSet``."""

ALL: Term = ("all", "")
LONGEST = 40
FEW = 4
"""Places for which a dozen small queries each are less than one reading of the whole gazetteer."""


def words_of(text: str) -> set[str]:
    """Return the syllables of a text, without accents and case, as they are kept and asked for."""
    return {fold(syllable)[:LONGEST] for syllable in syllables(text)}


def place_term(place: Place) -> Term:
    """Return a place's term. Below provinces the value begins with the province, so that its units load together."""
    if place.level == Place.Level.PROVINCE:
        return ("province", str(place.pk))
    return (str(place.level), f"{place.province_id}.{place.pk}")


def terms_of(exemplars: Collection[Exemplar]) -> dict[int, set[Term]]:
    """Return the terms of public exemplars by id; none for one that is not public.

    Expects field, organisation, movements and conferrals with their honours fetched; asks for all places together.
    """
    shown = [one for one in exemplars if one.is_public]
    starts = {pk for one in shown if one.shows_place for pk in (one.place_id, one.place_now_id) if pk}
    reach = reach_from(starts)
    places = Place.objects.in_bulk({pk for reached in reach.values() for pk in reached})
    found: dict[int, set[Term]] = {one.pk: set() for one in exemplars}
    for one in shown:
        reached = _reached(one, reach)
        found[one.pk] = {
            ALL,
            ("kind", one.kind),
            ("year", str(one.year)),
            ("letter", one.letter),
            *_optional(one),
            *(("movement", str(movement.pk)) for movement in one.movements.all() if movement.is_public),
            *(("level", str(each.honour.level)) for each in one.conferrals.all() if each.stands),
            *(place_term(places[pk]) for pk in reached if pk in places),
            *(("word", word) for word in words_of(_text(one, [places[pk] for pk in reached if pk in places]))),
        }
    return found


def reach_from(starts: Collection[int]) -> dict[int, frozenset[int]]:
    """Return where something at each place is found: the whole gazetteer is read only for many places."""
    if len(starts) > FEW:
        return reach_of_many(starts)
    return {place.pk: reach_of(place) for place in Place.objects.filter(pk__in=starts)}


def _reached(exemplar: Exemplar, reach: Mapping[int, Iterable[int]]) -> set[int]:
    if not exemplar.shows_place:
        return set()
    return {pk for start in (exemplar.place_id, exemplar.place_now_id) if start for pk in reach.get(start, ())}


def _optional(exemplar: Exemplar) -> Iterable[Term]:
    if exemplar.field_id:
        yield ("field", exemplar.field.code)
    if exemplar.direct_worker:
        yield ("direct", "1")


def _text(exemplar: Exemplar, places: Iterable[Place]) -> str:
    """Return what is found by typing: only what the public page shows too."""
    unit = str(exemplar.organisation) if exemplar.organisation_id and exemplar.shows_place else ""
    own = (exemplar.name, exemplar.other_names, exemplar.position, unit, exemplar.owner, exemplar.summary)
    return " ".join((*own, *(place.full_name for place in places)))
