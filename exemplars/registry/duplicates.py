"""Which dossiers may be of the same person, collective, household or model.

Names are compared without accents, together with year of birth, place and organisation. Many people share a name: what
is found is shown to staff, who decide; nothing is ever merged by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q, QuerySet
from rapidfuzz import fuzz

from exemplars.organisations.models import Organisation
from exemplars.organisations.resolve import name_keys
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
"""Rows compared by name at most for each lookup: the commonest given names stay quick."""

_EXACT, _ALIKE, _SAME_YEAR, _NEAR_YEAR, _SAME_PLACE, _SAME_UNIT = 70, 45, 25, 15, 15, 25


@dataclass(frozen=True)
class Candidate:
    """A dossier that may be the same: how sure (0 to 135), and why, as codes of ``REASONS``."""

    exemplar: Exemplar
    score: int
    reasons: tuple[str, ...]


class _Row(NamedTuple):
    pk: int
    key: str
    year: int | None
    place: int | None
    unit: int | None


def candidates(
    name: str,
    birth_year: int | None = None,
    place: Place | None = None,
    unit: str = "",
    *,
    exclude: int | None = None,
) -> list[Candidate]:
    """Return dossiers that may be of the same, the likeliest first, at most ``SHOWN``.

    ``unit`` is the name of an organisation as people write it. ``exclude`` is the id of the dossier at hand. Dossiers
    already merged into another are left out. Every lookup goes through an index (``exemplar_name``,
    ``exemplar_namesake``, the keys to place and organisation) and is bounded.
    """
    key = fold(squash(name)[:200])
    if len(key) < 2:
        return []
    units = _units(unit)
    given = fold(split_name(squash(name)[:200]).given)[:80]
    rows = {row.pk: row for row in _rows(key, given, birth_year, place, units) if row.pk != exclude}
    scored = {pk: _score(_alike(key, row.key), birth_year, row.year) for pk, row in rows.items()}
    scored = {pk: found for pk, found in scored.items() if found[0] >= ENOUGH - _SAME_PLACE - _SAME_UNIT}
    same_unit = {pk for pk in scored if rows[pk].unit in units}
    scored |= {pk: _with(scored[pk], _SAME_UNIT, "unit") for pk in same_unit}
    if place is not None:
        same = _same_places(place, {rows[pk].place for pk in scored} - {None})
        scored |= {pk: _with(found, _SAME_PLACE, "place") for pk, found in scored.items() if rows[pk].place in same}
    best = sorted((pk for pk in scored if scored[pk][0] >= ENOUGH), key=lambda pk: (-scored[pk][0], -pk))[:SHOWN]
    found = Exemplar.objects.select_related("place__province", "organisation").in_bulk(best)
    return [Candidate(found[pk], *scored[pk]) for pk in best]


def _with(found: tuple[int, tuple[str, ...]], more: int, reason: str) -> tuple[int, tuple[str, ...]]:
    return found[0] + more, (*found[1], reason)


def _units(unit: str) -> set[int]:
    """Return the organisations a name can mean."""
    keys = name_keys(unit[:200])
    return set(Organisation.objects.filter(name_key__in=keys).values_list("pk", flat=True)) if keys else set()


def _same_places(place: Place, others: set[int]) -> set[int]:
    """Return those of the other places that are this one, were it, lie in it or hold it."""
    if not others:
        return set()
    near = reach_of(place) | {one.pk for one in place.predecessors()}
    same = others & near
    if place.level == Place.Level.PROVINCE:
        same |= set(Place.objects.filter(pk__in=others, province__in=near).values_list("pk", flat=True))
    return same


def _rows(key: str, given: str, birth_year: int | None, place: Place | None, units: set[int]) -> Iterable[_Row]:
    """What is worth comparing; one that several lookups find comes several times."""
    live = Exemplar.objects.filter(merged_into=None).order_by()
    lookups: list[QuerySet] = [live.filter(name_key=key)]
    if birth_year:
        lookups.append(live.filter(given_key=given, birth_year__range=(birth_year - YEARS, birth_year + YEARS)))
        lookups.append(live.filter(given_key=given, birth_year=None))
    else:
        lookups.append(live.filter(given_key=given))
    if place is not None and place.level != Place.Level.PROVINCE:
        lookups.append(live.filter(Q(place_id=place.pk)))
    if units:
        lookups.append(live.filter(organisation__in=units))
    columns = ("pk", "name_key", "birth_year", "place_id", "organisation_id")
    return (_Row(*row) for lookup in lookups for row in lookup.values_list(*columns)[:PER_LOOKUP])


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
