"""Exemplars as pages name them: only those who may be named, and nobody a moment longer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exemplars.registry.models import Exemplar, State
from exemplars.registry.signals import visibility_changed
from search.mentions import names
from search.mentions.finder import without_title
from search.mentions.keeping import name_changed, target_gone
from search.mentions.names import Case, Name, NameSource

KIND = "exemplar"
LEAST_SYLLABLES = 2
"""A name of one word is anybody's."""
_PLACES = ("place__name", "place__province__name", "place_now__name", "place_now__province__name")


def exemplar_names() -> Iterator[Name]:
    """Yield the names of all exemplars. Those not public make a name they share ambiguous, and are never meant."""
    fields = ("pk", "kind", "name", "is_public", "organisation__name", *_PLACES)
    rows = Exemplar.objects.exclude(state=State.WITHDRAWN).order_by().values_list(*fields)
    for pk, kind, name, public, *context in rows.iterator(2000):
        words = without_title(name)
        if len(words.split()) < LEAST_SYLLABLES:
            continue
        person = kind == Exemplar.Kind.INDIVIDUAL
        case = Case.EXACT if person else Case.FIRST_FREE
        yield Name(words, pk, case, context=tuple(filter(None, context)), alone=person, public=public)


def public_exemplars() -> QuerySet[Exemplar]:
    """Return the exemplars readers see."""
    return Exemplar.objects.public()


@receiver(visibility_changed)
def name_came_or_went(exemplar: Exemplar, public: bool, **kwargs: Any) -> None:
    """Read pages again that name somebody who became public; forget in them who may be named no more."""
    where = f"{exemplar.organisation_id} {exemplar.place_id} {exemplar.place_now_id}"
    name_changed(KIND, exemplar.pk, [without_title(exemplar.name)], public=public, where=where)


@receiver(post_delete, sender=Exemplar)
def exemplar_gone(instance: Exemplar, **kwargs: Any) -> None:
    """A dossier is no more."""
    target_gone(KIND, instance.pk)


def register() -> None:
    """Offer the names of exemplars."""
    names.register(
        NameSource(
            KIND,
            _("Gương điển hình"),
            exemplar_names,
            public_exemplars,
            address=lambda slug: reverse("exemplar", args=[slug]),
        )
    )
