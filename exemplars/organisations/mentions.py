"""Organisations as pages name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext_lazy as _

from exemplars.organisations.models import Organisation
from search.mentions import names
from search.mentions.keeping import name_changed, target_gone
from search.mentions.names import Case, Name, NameSource

KIND = "organisation"


def organisation_names() -> Iterator[Name]:
    """Yield the names, short names and other names of all organisations; namesakes are told apart by their place."""
    fields = ("pk", "name", "short_name", "aliases", "valid_from", "valid_to", "place__name", "place__province__name")
    rows = Organisation.objects.order_by().values_list(*fields)
    for pk, name, short, aliases, since, until, place, province in rows:
        context = tuple(filter(None, (place, province)))
        for words in (name, *aliases.splitlines()):
            yield Name(words, pk, context=context, since=since, until=until)
        yield Name(short, pk, Case.EXACT, context=context, since=since, until=until, alone=True)


def organisations() -> QuerySet[Organisation]:
    """Return all organisations."""
    return Organisation.objects.all()


def _saved(instance: Organisation, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        name_changed(KIND, instance.pk, [instance.name, instance.short_name, *instance.aliases.splitlines()])


def _deleted(instance: Organisation, **kwargs: Any) -> None:
    target_gone(KIND, instance.pk)


def register() -> None:
    """Offer the names of organisations."""
    names.register(NameSource(KIND, _("Tổ chức, đơn vị"), organisation_names, organisations))
    post_save.connect(_saved, sender=Organisation, dispatch_uid="mentions:organisation:saved")
    post_delete.connect(_deleted, sender=Organisation, dispatch_uid="mentions:organisation:deleted")
