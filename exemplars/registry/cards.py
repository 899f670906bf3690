"""What a row, card or box says of an exemplar beyond its own fields: top honour, place then and today.

Everything is fetched for a whole list at once. What consent does not cover is left out here, so that no template has
to remember it: a place, and the workplace with it, only when ``shows_place`` is true.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from exemplars.honours.models import Conferral
from portal.places.models import Place, Succession

if TYPE_CHECKING:
    from exemplars.registry.models import Exemplar

GENERATIONS = 4
"""How many reorganisations, two at a time, are followed from an old place to today's."""


def with_facts(exemplars: Iterable[Exemplar]) -> list[Exemplar]:
    """Return the exemplars, each with ``top_honour``, ``workplace``, ``place_then`` and ``place_today``.

    Two queries for any number of them; expects what ``ExemplarQuerySet.with_card`` fetches.
    """
    found = with_places(exemplars)
    honours = top_honours([one.pk for one in found])
    for one in found:
        one.top_honour = honours.get(one.pk)
    return found


def with_places(exemplars: Iterable[Exemplar]) -> list[Exemplar]:
    """Return the exemplars, each with ``workplace``, ``place_then`` and ``place_today``; one query."""
    found = list(exemplars)
    today = places_today(asked_place(one) for one in found)
    for one in found:
        add_place(one, today)
    return found


def asked_place(exemplar: Exemplar) -> Place | None:
    """Return the place of which has to be known what it is today: of a district, which nothing followed, its province.

    None when the place may not be said, or staff wrote down today's.
    """
    place = exemplar.place if exemplar.shows_place and not exemplar.place_now_id else None
    return place.province if place and place.level == Place.Level.DISTRICT else place


def add_place(exemplar: Exemplar, today: dict[int, list[Place]]) -> None:
    """Give an exemplar the words for where it was and what that is called today, if they may be said."""
    exemplar.workplace = exemplar.organisation.name if exemplar.shows_place and exemplar.organisation else ""
    exemplar.place_then = exemplar.place_today = ""
    then = (exemplar.place or exemplar.place_now) if exemplar.shows_place else None
    if then is None:
        return
    exemplar.place_then = place_words(then)
    asked = asked_place(exemplar)
    now = today.get(asked.pk, []) if asked else [exemplar.place_now] if exemplar.place_now else []
    words = "; ".join(dict.fromkeys(_begin_small(place_words(place)) for place in now))
    if words and words != _begin_small(exemplar.place_then):
        said = _("nay thuộc %(place)s") if asked and asked.pk != then.pk else _("nay là %(place)s")
        exemplar.place_today = said % {"place": words}


def place_words(place: Place) -> str:
    """Return a place's name inside a sentence: "Xã Cẩm Giàng, tỉnh Bắc Kạn"."""
    if place.province_id and place.province_id != place.pk:
        return f"{place.full_name}, {_begin_small(place.province.full_name)}"
    return place.full_name


def _begin_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def highest(exemplars: Any) -> QuerySet[Conferral]:
    """Return the honours these exemplars (ids, or a query for ids) hold today, the highest first."""
    standing = Conferral.objects.filter(exemplar__in=exemplars, state__in=Conferral.STANDING)
    # Within one honour the first class stands above the third; the newest of equals is shown.
    return standing.select_related("honour").order_by("-honour__level", "-honour__rank", "honour_class", "-year", "-pk")


def top_honours(keys: Iterable[int]) -> dict[int, Conferral]:
    """Return the highest honour each of these exemplars holds today, by exemplar; one query."""
    found: dict[int, Conferral] = {}
    for conferral in highest(list(keys)):
        found.setdefault(conferral.exemplar_id, conferral)
    return found


def places_today(places: Iterable[Place | None]) -> dict[int, list[Place]]:
    """Return what each place that is no more became, as it stands today; one query while two steps lead there."""
    today = timezone.localdate()
    ended = {place.pk for place in places if place and _is_over(place, today)}
    became: dict[int, list[Place]] = {}
    asked: set[int] = set()
    unknown = set(ended)
    for _turn in range(GENERATIONS):
        if not unknown:
            break
        asked |= unknown
        for link in _links_from(unknown):
            became.setdefault(link.predecessor_id, []).append(link.successor)
        reached = {place.pk for found in became.values() for place in found if _is_over(place, today)}
        unknown = reached - asked - became.keys()
    return {pk: list(_standing(pk, became, today)) for pk in ended}


def _is_over(place: Place, today: date) -> bool:
    return place.valid_to is not None and place.valid_to < today


def _links_from(keys: set[int]) -> list[Succession]:
    # The second step as a set of its own: joined, every link there is would be looked at.
    next_step = Succession.objects.filter(predecessor__in=keys).values("successor")
    near = Q(predecessor__in=keys) | Q(predecessor__in=next_step)
    links = Succession.objects.filter(near).select_related("successor__province")
    return list(links.order_by("share", "successor__sort_key", "pk").reverse())


def _standing(pk: int, became: dict[int, list[Place]], today: date) -> list[Place]:
    """Walk from a place to those that stand today, each once; a circle in the data ends the walk."""
    found: dict[int, Place] = {}
    seen, queue = {pk}, [pk]
    while queue:
        for place in became.get(queue.pop(0), []):
            if place.pk in seen:
                continue
            seen.add(place.pk)
            if _is_over(place, today):
                queue.append(place.pk)
            else:
                found[place.pk] = place
    return list(found.values())
