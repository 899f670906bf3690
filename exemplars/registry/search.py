"""How exemplars are found in the portal's search: by what their public page shows, places of then and now included."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exemplars.registry.facets.terms import reach_from
from exemplars.registry.models import Exemplar
from portal.places.models import Place
from search import registry
from search.entry import Entry
from search.sources import ModelSource


def public_exemplars() -> QuerySet[Exemplar]:
    """Return the exemplars readers see, with what their entries need."""
    joined = Exemplar.objects.public().select_related("field", "organisation", "place__province")
    return joined.prefetch_related("conferrals__honour", "movements")


def exemplar_entry(exemplar: Exemplar) -> Entry:
    """Return an exemplar's entry. An honour that does not stand finds nobody."""
    honours = [each.title for each in exemplar.conferrals.all() if each.stands]
    body = (exemplar.summary, exemplar.achievements, exemplar.method, exemplar.results, *honours)
    words = (exemplar.other_names, exemplar.owner, *_where(exemplar), *(str(one) for one in exemplar.movements.all()))
    return Entry(
        kind="exemplar",
        title=exemplar.name,
        url=exemplar.get_absolute_url(),
        lead=exemplar.position or exemplar.summary,
        body="\n".join(filter(None, body)),
        words=" | ".join(filter(None, words)),
        date=timezone.localtime(exemplar.published_at) if exemplar.published_at else None,
    )


def _where(exemplar: Exemplar) -> list[str]:
    """Return unit and places, with all their names old and new, as far as consent lets them be shown."""
    if not exemplar.shows_place:
        return []
    starts = {pk for pk in (exemplar.place_id, exemplar.place_now_id) if pk}
    reached = {pk for found in reach_from(starts).values() for pk in found}
    names = list(Place.objects.filter(pk__in=reached).values_list("full_name", flat=True)) if reached else []
    return [str(exemplar.organisation) if exemplar.organisation_id else "", *names]


def register() -> None:
    """Tell search about exemplars."""
    registry.register(
        ModelSource(
            Exemplar, kind="exemplar", label=_("Gương điển hình"), public=public_exemplars, entry=exemplar_entry
        )
    )
