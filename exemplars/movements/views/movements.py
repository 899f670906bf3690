"""/phong-trao/: movements running and ended; one movement with its followers and exemplars."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exemplars.movements.models import Movement
from exemplars.movements.periods import State, by_state, state_filter, state_of
from exemplars.movements.views.frame import asked, choices, head
from portal.base.models import BasePage
from portal.base.paging import page_of
from search.mentions.shown import pages_naming

PER_PAGE = 24
EXEMPLARS_SHOWN = 8
STORIES_SHOWN = 5
MENTIONING = 10
SCOPE, STATE = "pham-vi", "tinh-trang"


def public_movements() -> QuerySet[Movement]:
    """Return the movements readers see."""
    return Movement.objects.filter(is_public=True)


@require_safe
def movement_list(request: HttpRequest) -> HttpResponse:
    """List movements, those running first; narrowed by scope and by whether they run."""
    today = timezone.localdate()
    complaints: list[str] = []
    scopes, states = dict(Movement.Scope.choices), dict(State.choices)
    scope = asked(request.GET, SCOPE, scopes, complaints)
    state = asked(request.GET, STATE, states, complaints)
    every = list(public_movements().order_by().only("scope", "starts_on", "ends_on"))
    chosen = {SCOPE: scope, STATE: state}
    scope_counts = Counter(one.scope for one in every if not state or state_of(one, today) == state)
    state_counts = Counter(str(state_of(one, today).value) for one in every if not scope or one.scope == scope)
    movements = public_movements().select_related("decision__type", "decision__issuer", "launched_by")
    if scope:
        movements = movements.filter(scope=scope)
    if state:
        movements = movements.filter(state_filter(state, today))
    page, asked_wrong = page_of(Paginator(by_state(movements, today), PER_PAGE), request.GET.get("page"))
    keep = "".join(f"{name}={value}&" for name, value in chosen.items() if value)
    title = _("Phong trào thi đua")
    said = _("Các phong trào thi đua yêu nước đang diễn ra và đã kết thúc: khẩu hiệu, thời gian, văn bản phát động.")
    context = head(request, title, said, [{"title": title, "url": ""}]) | {
        "movements": page,
        "groups": [(one, list(rows)) for one, rows in groupby(page, key=lambda row: state_of(row, today))],
        "states": choices(STATE, states, state_counts, chosen),
        "scopes": choices(SCOPE, scopes, scope_counts, chosen),
        "complaints": complaints,
        "page_asked_wrong": asked_wrong,
        "is_filtered": bool(scope or state),
        "keep": keep,
    }
    return render(request, "movements/movement_list.html", context)


@require_safe
def movement(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a movement: its facts, who follows it, and the exemplars it brought forth."""
    joined = ("decision__type", "decision__issuer", "launched_by", "parent")
    found = get_object_or_404(public_movements().select_related(*joined), slug=slug)
    exemplars = found.exemplars.filter(is_public=True)
    count = exemplars.count()
    # The newest of them, found in the movement's own list of exemplars: a few, whatever the registry holds.
    shown = list(exemplars.with_card().order_by("-published_at", "-pk")[:EXEMPLARS_SHOWN]) if count else []
    crumbs = [{"title": _("Phong trào thi đua"), "url": reverse("movement_list")}, {"title": found.name, "url": ""}]
    said = found.summary or found.slogan or _("Phong trào thi đua “%s”.") % found.name
    context = head(request, found.name, said, crumbs) | {
        "movement": found,
        "state": state_of(found, timezone.localdate()),
        "followers": list(by_state(found.followers.filter(is_public=True), timezone.localdate())),
        "exemplars": shown,
        "exemplar_count": count,
        "exemplars_url": f"{reverse('exemplar_list')}?phong-trao={found.slug}",
        "stories": _stories(found) if count else [],
        "mentioning": list(pages_naming("movement", found.pk)[:MENTIONING]),
    }
    return render(request, "movements/movement.html", context)


def _stories(found: Movement) -> Any:
    """Return the newest public stories of the movement's exemplars."""
    told = BasePage.objects.filter(
        storypage__subjects__exemplar__movements=found, storypage__subjects__exemplar__is_public=True
    )
    pages = BasePage.objects.live().public().filter(pk__in=told.order_by().values("pk"))
    return list(pages.select_related("section").defer_streamfields().newest_first()[:STORIES_SHOWN])
