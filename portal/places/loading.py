"""Loading the gazetteer into the database."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from portal.places.gazetteer import Gazetteer, Unit, read_gazetteer
from portal.places.models import Place, Succession

BATCH = 2000


@transaction.atomic
def load_places() -> dict[str, int]:
    """Store what is not there yet; return how many places and links were made. What is there stays as it is."""
    gazetteer = read_gazetteer()
    pks: dict[str, int] = dict(Place.objects.order_by().values_list("slug", "pk"))
    before = len(pks)
    for level in (Place.Level.PROVINCE, Place.Level.DISTRICT, Place.Level.COMMUNE):
        missing = [unit for unit in gazetteer.units if unit.level == level and unit.slug not in pks]
        made = Place.objects.bulk_create([_place(unit, pks) for unit in missing], batch_size=BATCH)
        pks |= {place.slug: place.pk for place in made}
    return {"places": len(pks) - before, "links": _store_links(gazetteer, pks)}


def _place(unit: Unit, pks: dict[str, int]) -> Place:
    place = Place(
        slug=unit.slug,
        code=unit.code,
        level=unit.level,
        kind=unit.kind,
        name=unit.name,
        full_name=unit.full_name,
        parent_id=unit.parent and pks[unit.parent.slug],
        province_id=unit.province and pks[unit.province.slug],
        valid_from=unit.valid_from,
        valid_to=unit.valid_to,
    )
    place.derive()
    return place


def _store_links(gazetteer: Gazetteer, pks: dict[str, int]) -> int:
    known = set(Succession.objects.values_list("predecessor_id", "successor_id"))
    missing = [
        Succession(predecessor_id=pair[0], successor_id=pair[1], share=link.share, on=link.on, basis=link.basis)
        for link in gazetteer.links
        if (pair := (pks[link.predecessor.slug], pks[link.successor.slug])) not in known
    ]
    return len(Succession.objects.bulk_create(missing, batch_size=BATCH))


def load_when_empty(**kwargs: Any) -> None:
    """After the first migration of a new database: it starts with the gazetteer."""
    if not Place.objects.exists():
        load_places()
