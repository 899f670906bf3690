"""The names of places: with their kind, provinces without it too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from portal.places.models import Place
from search.mentions.keeping import name_changed, target_gone
from search.mentions.names import Case, Name, NameSource
from search.mentions.names import register as register_source

KIND = "place"


def place_names() -> Iterator[Name]:
    """Yield the names of all units, of today and before; a commune's namesakes are told apart by its province."""
    fields = ("pk", "level", "name", "full_name", "valid_from", "valid_to", "parent__name", "province__name")
    for pk, level, name, full_name, since, until, district, province in Place.objects.order_by().values_list(*fields):
        context = tuple(dict.fromkeys(filter(None, (province, district))))
        yield Name(full_name, pk, context=context, since=since, until=until, alone=True)
        if level == Place.Level.PROVINCE:
            yield Name(name, pk, Case.EXACT, since=since, until=until, alone=True)


def places() -> QuerySet[Place]:
    """Return all places: the gazetteer is public."""
    return Place.objects.all()


def _saved(instance: Place, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        name_changed(KIND, instance.pk, [instance.full_name])


def _deleted(instance: Place, **kwargs: Any) -> None:
    target_gone(KIND, instance.pk)


def register() -> None:
    """Offer the names of places."""
    register_source(NameSource(KIND, _("Địa danh"), place_names, places, label_field="full_name"))
    post_save.connect(_saved, sender=Place, dispatch_uid="mentions:place:saved")
    post_delete.connect(_deleted, sender=Place, dispatch_uid="mentions:place:deleted")
