"""What honours there are, what each means, and who holds it."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exemplars.honours import asking
from exemplars.honours.decisions import law_of
from exemplars.honours.models import Conferral, Honour
from exemplars.honours.recipients import MENTIONED, Row, rows_of
from portal.base.metadata import absolute, breadcrumb_data, json_ld
from portal.base.paging import CountedPaginator, page_of

HOLDERS_PER_PAGE = 50
TITLE = _("Danh hiệu và hình thức khen thưởng")


@require_safe
def honour_list(request: HttpRequest) -> HttpResponse:
    """The vocabulary by level and kind, with how often each was conferred."""
    asked = asking.read(request.GET)
    counts = _counts(asked.apply(Conferral.objects.all()))
    years = list(Conferral.objects.order_by("-year").values_list("year", flat=True).distinct())
    honours = [honour for honour in Honour.objects.all() if not asked.values or honour.pk in counts]
    for honour in honours:
        honour.times = counts.get(honour.pk, 0)
    crumbs = [{"title": TITLE, "url": ""}]
    context = {
        "title": TITLE,
        "asked": asked,
        "filters": asking.options(asked, years),
        "levels": _by_level(honours),
        "total": sum(counts.values()),
        "canonical": absolute(request, reverse("honour_list")),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }
    return render(request, "honours/honour_list.html", context)


def _counts(conferrals: QuerySet[Conferral]) -> dict[int, int]:
    return dict(conferrals.order_by().values_list("honour").annotate(times=Count("pk")))


def _by_level(honours: list[Honour]) -> list[dict[str, Any]]:
    """Return the levels, highest first, each with its kinds in the order of the law and their honours."""
    order = {kind: place for place, kind in enumerate(_KINDS)}
    levels = []
    for level, of_level in groupby(honours, key=lambda one: one.level):
        kinds = sorted(of_level, key=lambda one: order[one.kind])
        groups = [
            {"label": Honour.Kind(kind).label, "honours": list(rows)}
            for kind, rows in groupby(kinds, key=lambda one: one.kind)
        ]
        levels.append({"level": level, "label": Honour.Level(level).label, "kinds": groups})
    return levels


_KINDS = (
    Honour.Kind.ORDER,
    Honour.Kind.STATE_TITLE,
    Honour.Kind.PRIZE,
    Honour.Kind.MEDAL,
    Honour.Kind.TITLE,
    Honour.Kind.CERTIFICATE,
    Honour.Kind.BADGE,
    Honour.Kind.COMMENDATION,
)


@require_safe
def honour(request: HttpRequest, slug: str) -> HttpResponse:
    """One honour: what it means, which law, who confers it, who holds it."""
    found = get_object_or_404(Honour.objects.select_related("law__type", "law__issuer"), slug=slug)
    asked = asking.read(request.GET, with_level=False)
    conferrals = asked.apply(found.conferrals.all())
    counts = conferrals.aggregate(
        total=Count("pk"),
        mentioned=Count("pk", filter=MENTIONED),
    )
    listed = conferrals.filter(MENTIONED).select_related("exemplar", "decision__type", "decision__issuer", "honour")
    paginator = CountedPaginator(listed.order_by("-year", "-pk"), HOLDERS_PER_PAGE, counts["mentioned"])
    page, asked_wrong = page_of(paginator, request.GET.get("page"))
    rows, _hidden = rows_of(page)
    law = found.law if found.law and found.law.public else law_of(found.law_number)
    crumbs = [{"title": TITLE, "url": reverse("honour_list")}, {"title": found.name, "url": ""}]
    context = {
        "honour": found,
        "law": law,
        "asked": asked,
        "holders": page,
        "years": _by_year(rows),
        "counts": counts,
        "hidden": counts["total"] - counts["mentioned"],
        "page_asked_wrong": asked_wrong,
        "canonical": absolute(request, reverse("honour", args=[found.slug])),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }
    return render(request, "honours/honour.html", context)


def _by_year(rows: list[Row]) -> list[tuple[int, list[Row]]]:
    return [(year, list(group)) for year, group in groupby(rows, key=lambda row: row.conferral.year)]
