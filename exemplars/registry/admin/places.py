"""Places as staff type them in a filter: the ids of all places whose exemplars are meant."""

from __future__ import annotations

from exemplars.registry.models import Exemplar
from portal.places.reach import reach_of_many
from portal.places.resolve import find_place
from portal.vietnamese.text import squash

MOST = 6
"""How many places a typed name may mean before the rest is left out ("Tân Lập" is the name of dozens)."""


def found_under(text: str) -> set[int]:
    """Return ids of places of exemplars found under any place the text may mean, old or new; none for nonsense."""
    wanted = {place.pk for place in find_place(squash(text)[:120])[:MOST]}
    if not wanted:
        return set()
    used = {pk for name in ("place", "place_now") for pk in Exemplar.objects.order_by().values_list(name).distinct()}
    reached = reach_of_many({pk for (pk,) in used if pk is not None})
    return {pk for pk, reach in reached.items() if reach & wanted}
