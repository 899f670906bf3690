"""Which dossiers may be of the same person, collective, household or model.

Names are compared without accents, together with year of birth and place. Many people share a name: what is found is
shown to staff, who decide; nothing is ever merged by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from exemplars.registry.identity import split_name
from exemplars.registry.models import Exemplar
from portal.places.models import Place
from portal.places.reach import reach_of
from portal.vietnamese.text import fold, squash

SHOWN = 8
ENOUGH = 60
"""The score from which a dossier is worth looking at."""
NEAR = 84
"""How alike two folded names must be, of 100: one letter in eight may differ."""
YEARS = 2
"""How far two years of birth may be apart: ages are often given instead of years, and old papers disagree."""
PER_LOOKUP = 2_000
"""Rows compared by name at most for each of the three lookups: the commonest given names stay quick."""

_EXACT, _ALIKE, _SAME_YEAR, _NEAR_YEAR, _SAME_PLACE = 70, 45, 25, 15, 15


@dataclass(frozen=True)
class Candidate:
    """A dossier that may be the same: how sure (0 to 110), and why, as codes of ``REASONS``."""

    exemplar: Exemplar
    score: int
    reasons: tuple[str, ...]


def candidates(
    name: str, birth_year: int | None = None, place: Place | None = None, exclude: int | None = None
) -> list[Candidate]:
    """Return dossiers that may be of the same, the likeliest first, at most ``SHOWN``.

    ``exclude`` is the id of the dossier at hand. Dossiers already merged into another are left out. Every lookup
    goes through an index (``exemplar_name``, ``exemplar_namesake``, the key to the place) and is bounded.
    """
    key = fold(squash(name)[:200])
    if len(key) < 2:
        return []
    rows = _rows(key, fold(split_name(squash(name)[:200]).given)[:80], birth_year, place)
    scored: dict[int, tuple[int, tuple[str, ...]]] = {}
    places = {pk: where for pk, _key, _year, where in rows}
    for pk, other_key, other_year, _where in rows:
        if pk != exclude and pk not in scored:
            scored[pk] = _score(_alike(key, other_key), birth_year, other_year)
    scored = {pk: found for pk, found in scored.items() if found[0] >= ENOUGH - _SAME_PLACE}
    if place is not None:
        same = _same_places(place, {where for pk, where in places.items() if pk in scored and where})
        scored |= {pk: _also_there(found) for pk, found in scored.items() if places[pk] in same}
    best = sorted((pk for pk in scored if scored[pk][0] >= ENOUGH), key=lambda pk: (-scored[pk][0], -pk))[:SHOWN]
    found = Exemplar.objects.select_related("place__province", "organisation").in_bulk(best)
    return [Candidate(found[pk], *scored[pk]) for pk in best]


def _also_there(found: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    return found[0] + _SAME_PLACE, (*found[1], "place")


def _same_places(place: Place, others: set[int]) -> set[int]:
    """Return those of the other places that are this one, were it, lie in it or hold it."""
    if not others:
        return set()
    near = reach_of(place) | {one.pk for one in place.predecessors()}
    same = others & near
    if place.level == Place.Level.PROVINCE:
        same |= set(Place.objects.filter(pk__in=others, province__in=near).values_list("pk", flat=True))
    return same


def _rows(
    key: str, given: str, birth_year: int | None, place: Place | None
) -> list[tuple[int, str, int | None, int | None]]:
    """Id, folded name, year of birth and place of what is worth comparing."""
    live = Exemplar.objects.filter(merged_into=None).order_by()
    lookups: list[QuerySet] = [live.filter(name_key=key)]
    if birth_year:
        lookups.append(live.filter(given_key=given, birth_year__range=(birth_year - YEARS, birth_year + YEARS)))
        lookups.append(live.filter(given_key=given, birth_year=None))
    else:
        lookups.append(live.filter(given_key=given))
    if place is not None and place.level != Place.Level.PROVINCE:
        lookups.append(live.filter(Q(place_id=place.pk)))
    columns = ("pk", "name_key", "birth_year", "place_id")
    return [row for lookup in lookups for row in lookup.values_list(*columns)[:PER_LOOKUP]]


def _alike(key: str, other: str) -> float:
    """How alike two folded names are, of 100. Words in another order ("Mô hình nuôi ong" and "Nuôi ong") count less."""
    if key == other:
        return 100.0
    return fuzz.ratio(key, other, score_cutoff=NEAR)


def _score(alike: float, year: int | None, other_year: int | None) -> tuple[int, tuple[str, ...]]:
    """How likely two are the same by name and year of birth, and the reasons."""
    if not alike:
        return 0, ()
    score = _EXACT if alike == 100 else _ALIKE + round((alike - NEAR) / 2)
    reasons = ["name" if alike == 100 else "near-name"]
    if year and other_year:
        if abs(year - other_year) > YEARS:
            return 0, ()
        score += _SAME_YEAR if year == other_year else _NEAR_YEAR
        reasons.append("year" if year == other_year else "near-year")
    return score, tuple(reasons)
