"""Stories of one exemplar belong beside each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from exemplars.registry.models import Exemplar
from exemplars.stories.models import StorySubject
from search.related.facts import FactSource
from search.related.facts import register as register_fact

WEIGHT = 0.4


def _subjects() -> QuerySet[StorySubject]:
    return StorySubject.objects.all()


def _reasons(exemplars: Collection[int]) -> Mapping[int, str]:
    told = Exemplar.objects.public().filter(pk__in=exemplars).values_list("pk", "name")
    return {pk: _("Cùng kể về %s") % name for pk, name in told}


def register() -> None:
    """Count subjects among the facts pages share."""
    register_fact(FactSource("subject", WEIGHT, _subjects, "page", "exemplar", _reasons))
