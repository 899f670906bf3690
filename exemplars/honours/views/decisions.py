"""Looking up decisions that confer honours ("Tra cứu quyết định khen thưởng")."""

from __future__ import annotations

from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from exemplars.honours.decisions import MAX_QUERY, conferring, find_decisions, read_query, read_year
from exemplars.honours.models import Conferral
from exemplars.honours.recipients import Row, in_order, rows_of
from news.documents.models import OfficialDocument
from portal.base.metadata import absolute, breadcrumb_data, json_ld
from portal.base.paging import page_of
from portal.vietnamese.text import squash

DECISIONS_PER_PAGE = 20
RECIPIENTS_PER_PAGE = 500
TITLE = _("Tra cứu quyết định khen thưởng")


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """The search by number, and all decisions by year."""
    query = squash(request.GET.get("q", "").replace("\0", ""))[:MAX_QUERY]
    year, wrong_year = read_year(request.GET.get("nam"))
    complaints = [_("Năm không đúng nên điều kiện này được bỏ qua.")] if wrong_year else []
    wanted = read_query(query)
    found = conferring() if wanted.is_empty else find_decisions(wanted, year)
    if wanted.is_empty and year:
        found = found.filter(listing_year=year)
    if wanted.number:
        one_or_two = list(found[:2])
        if len(one_or_two) == 1:
            return redirect("conferral_decision", slug=one_or_two[0].slug)
    page, asked_wrong = page_of(Paginator(found, DECISIONS_PER_PAGE), request.GET.get("page"))
    years = conferring().filter(listing_year__isnull=False).order_by("-listing_year")
    crumbs = [{"title": TITLE, "url": ""}]
    context = {
        "title": TITLE,
        "query": query,
        "year": year,
        "years": list(years.values_list("listing_year", flat=True).distinct()),
        "decisions": _with_counts(list(page)),
        "listing": page,
        "keep": _keep(query, year),
        "complaints": complaints,
        "page_asked_wrong": asked_wrong,
        "canonical": absolute(request, reverse("conferral_decisions")),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }
    return render(request, "honours/decisions.html", context)


def _keep(query: str, year: int | None) -> str:
    said = {name: value for name, value in (("q", query), ("nam", year)) if value}
    return f"{urlencode(said)}&" if said else ""


def _with_counts(documents: list[OfficialDocument]) -> list[dict[str, Any]]:
    """Return documents with how many conferrals each makes."""
    conferrals = Conferral.objects.filter(decision__in=documents).order_by()
    counts = dict(conferrals.values_list("decision").annotate(times=Count("pk")))
    return [{"document": document, "times": counts.get(document.pk, 0)} for document in documents]


@require_safe
def decision(request: HttpRequest, slug: str) -> HttpResponse:
    """Everyone one decision honours, by honour and in Vietnamese order."""
    document = OfficialDocument.objects.public().filter(slug=slug).first()
    if document is None:
        raise Http404
    conferrals = list(document.conferrals.select_related("honour", "exemplar").order_by())
    if not conferrals:
        raise Http404
    groups, rows = _grouped(conferrals)
    page, asked_wrong = page_of(Paginator(rows, RECIPIENTS_PER_PAGE), request.GET.get("page"))
    shown = {key: [row for _key, row in of_key] for key, of_key in groupby(page, key=lambda pair: pair[0])}
    only_one_page = page.paginator.num_pages == 1
    crumbs = [
        {"title": TITLE, "url": reverse("conferral_decisions")},
        {"title": document.code or document.label, "url": ""},
    ]
    context = {
        "document": document,
        "groups": [
            {**group, "rows": shown.get(group["key"], [])} for group in groups if only_one_page or group["key"] in shown
        ],
        "total": len(conferrals),
        "recipients": page,
        "page_asked_wrong": asked_wrong,
        "canonical": absolute(request, reverse("conferral_decision", args=[document.slug])),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }
    return render(request, "honours/decision.html", context)


def _grouped(conferrals: list[Conferral]) -> tuple[list[dict[str, Any]], list[tuple[Any, Row]]]:
    """Return the groups (honour with class, counts), highest first, and all rows with the key of their group."""

    def key(one: Conferral) -> tuple[Any, ...]:
        return (-one.honour.level, -one.honour.rank, one.honour.sort_key, one.honour_id, one.honour_class)

    groups, rows = [], []
    for group_key, members in groupby(sorted(conferrals, key=key), key=key):
        of_group = list(members)
        shown, hidden = rows_of(of_group)
        groups.append(
            {
                "key": group_key,
                "title": of_group[0].title,
                "honour": of_group[0].honour,
                "count": len(of_group),
                "hidden": hidden,
            }
        )
        rows += [(group_key, row) for row in in_order(shown)]
    return groups, rows
