"""One exemplar: its page, its tombstone once withdrawn, the way to the dossier it was merged into."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Q, QuerySet, When, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exemplars.honours.models import Conferral, ConferralChange
from exemplars.honours.timeline import with_changes
from exemplars.registry.cards import add_place, asked_place, place_words, places_today
from exemplars.registry.faces import portrait_of
from exemplars.registry.mentions import KIND
from exemplars.registry.models import Exemplar, ExemplarRelation, State
from exemplars.registry.views.describing import metadata
from news.documents.addresses import learn_library_address
from portal.base.context_processors import standing_pages
from portal.base.models import BasePage
from search.mentions.shown import pages_naming

MERGES = 10
"""Dossiers merged one after the other are followed no further: a circle must not hold a request."""
STORIES = 20
MENTIONING = 10
RELATED = 20


@require_safe
def exemplar(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a public exemplar; 301 for a merged one, 410 for one withdrawn after it was public, else 404."""
    found = Exemplar.objects.with_card().filter(slug=slug).first()
    if found is None:
        raise Http404
    if found.is_public:
        return render(request, "registry/exemplar.html", _context(request, found))
    survivor = _survivor(found)
    if survivor is not None:
        return redirect(survivor, permanent=True)
    if found.state == State.WITHDRAWN:
        return _tombstone(request, found)
    raise Http404


def _survivor(merged: Exemplar) -> Exemplar | None:
    """Return the public dossier that a merged one lives on in."""
    step: Exemplar | None = merged
    for _turn in range(MERGES):
        step = step.merged_into if step else None
        if step is None or step.is_public:
            return step
    return None


def _tombstone(request: HttpRequest, withdrawn: Exemplar) -> HttpResponse:
    """Say that a dossier was withdrawn, when and why; neither name nor face. One never public was never here."""
    decisions = list(withdrawn.decisions.filter(to_state__in=[State.PUBLISHED, State.WITHDRAWN]))
    if not any(decision.to_state == State.PUBLISHED for decision in decisions):
        raise Http404
    last = next((decision for decision in decisions if decision.to_state == State.WITHDRAWN), None)
    context = {
        "withdrawn_at": last.at if last else None,
        "public_reason": last.public_reason if last else "",
        "breadcrumbs": [*_way(), {"title": _("Hồ sơ đã rút"), "url": ""}],
    }
    response = render(request, "registry/withdrawn.html", context, status=410)
    response.headers["X-Robots-Tag"] = "noindex, noarchive"
    return response


def _way() -> list[dict[str, str]]:
    return [{"title": _("Sổ gương sáng"), "url": reverse("exemplar_list")}]


def _context(request: HttpRequest, shown: Exemplar) -> dict[str, Any]:
    standing_pages(request)
    learn_library_address(request)
    add_place(shown, places_today([asked_place(shown)]))
    conferrals = conferrals_of([shown.pk])
    crumbs = [*_way(), {"title": shown.name, "url": ""}]
    context = {
        "exemplar": shown,
        "portrait": portrait_of(shown),
        "conferrals": conferrals,
        "movements": list(shown.movements.filter(is_public=True)),
        "replications": _replications(shown),
        **_read_about(shown),
        "related": _related(shown),
        "breadcrumbs": crumbs,
    }
    return context | metadata(request, context)


def conferrals_of(keys: list[int]) -> list[Conferral]:
    """Return the honours of these exemplars, newest first, with decisions; changes only where there are any."""
    joined = ("honour", "decision__type", "decision__issuer", "authority")
    found = list(Conferral.objects.filter(exemplar__in=keys).select_related(*joined))
    if any(conferral.state != Conferral.State.IN_FORCE for conferral in found):
        prefetch_related_objects(found, with_changes())
    else:
        for conferral in found:
            # Nothing changed: the template need not ask.
            conferral._prefetched_objects_cache = {"changes": ConferralChange.objects.none()}
    return found


def stories_of(shown: Exemplar) -> QuerySet[BasePage]:
    """Return the public pages that tell an exemplar, newest first. Stories stand above the registry: by name only."""
    return BasePage.objects.public_rows().filter(storypage__subjects__exemplar=shown).newest_first()


def _read_about(shown: Exemplar) -> dict[str, list[BasePage]]:
    """Return the pages that tell an exemplar as ``stories``, others that name it as ``mentioning``: in one query."""
    told = Q(pk__in=stories_of(shown).order_by().values("pk"))
    named = Q(pk__in=pages_naming(KIND, shown.pk).order_by().values("pk"))
    rows = BasePage.objects.public_rows().filter(told | named).annotate(told=Case(When(told, then=1), default=0))
    found = list(rows.order_by("-told", "-display_date", "-pk")[: STORIES + MENTIONING])
    stories = [page for page in found if page.told]
    return {"stories": stories[:STORIES], "mentioning": [page for page in found if not page.told][:MENTIONING]}


def _replications(shown: Exemplar) -> list[Any]:
    found = list(shown.replications.select_related("organisation", "place__province"))
    for one in found:
        names = [one.organisation.name] if one.organisation else []
        one.words = ", ".join([*names, *([place_words(one.place)] if one.place else [])])
    return found


def _related(shown: Exemplar) -> list[dict[str, Any]]:
    """Return the public exemplars related to this one, in either direction, each once with what they share."""
    either = Q(exemplar=shown, other__is_public=True) | Q(other=shown, exemplar__is_public=True)
    links = ExemplarRelation.objects.filter(either).select_related("exemplar", "other").order_by("kind", "pk")
    found: dict[int, dict[str, Any]] = {}
    for link in links:
        other = link.other if link.exemplar_id == shown.pk else link.exemplar
        found.setdefault(other.pk, {"exemplar": other, "reason": link.get_kind_display()})
    return list(found.values())[:RELATED]
