"""The page of figures, its downloads, and the list of places that follow exemplars."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from exemplars.honours.decisions import read_year
from exemplars.registry.models import Replication
from exemplars.registry.statistics.commendations import commendation_tables
from exemplars.registry.statistics.exemplars import exemplar_tables
from exemplars.registry.statistics.table import Table
from exemplars.registry.transfer.formats.csv_file import lines
from portal.base.metadata import absolute, breadcrumb_data, json_ld
from portal.base.paging import page_of

TITLE = gettext_lazy("Số liệu")
REPLICATIONS_TITLE = gettext_lazy("Nơi làm theo gương điển hình")
PER_PAGE = 50


def all_tables() -> list[Table]:
    """Return every table of the page, counted now."""
    return [*exemplar_tables(), *commendation_tables()]


@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Every table, with bars beside the numbers."""
    crumbs = [{"title": TITLE, "url": ""}]
    context = {
        "title": TITLE,
        "tables": all_tables(),
        "counted_at": timezone.now(),
        **_frame(request, crumbs, reverse("statistics")),
    }
    return render(request, "registry/statistics/statistics.html", context)


@require_safe
def download(request: HttpRequest, code: str) -> HttpResponse:
    """One table as CSV, with the day it was counted."""
    table = next((one for one in all_tables() if one.code == code), None)
    if table is None:
        raise Http404
    headings = [str(table.first_column), *map(str, table.columns)]
    counted = [_("Tính đến ngày"), f"{timezone.localdate():%d/%m/%Y}"]
    body = "".join(lines(headings, [*table.cells(), counted]))
    response = HttpResponse(body, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="so-lieu-{table.code}.csv"'
    return response


@require_safe
def replications(request: HttpRequest) -> HttpResponse:
    """Who does as a public exemplar did, newest first."""
    rows = Replication.objects.filter(exemplar__is_public=True)
    rows = rows.select_related("exemplar", "organisation", "place__province", "place__parent__province")
    year, wrong = read_year(request.GET.get("nam"))
    if year:
        rows = rows.filter(year=year)
    page, asked_wrong = page_of(Paginator(rows.order_by("-year", "-pk"), PER_PAGE), request.GET.get("page"))
    crumbs = [{"title": TITLE, "url": reverse("statistics")}, {"title": REPLICATIONS_TITLE, "url": ""}]
    context = {
        "title": REPLICATIONS_TITLE,
        "listing": page,
        "year": year,
        "keep": f"nam={year}&" if year else "",
        "complaints": [_("Năm không đúng nên điều kiện này được bỏ qua.")] if wrong else [],
        "page_asked_wrong": asked_wrong,
        **_frame(request, crumbs, reverse("replications")),
    }
    return render(request, "registry/statistics/replications.html", context)


def _frame(request: HttpRequest, crumbs: list[dict[str, Any]], path: str) -> dict[str, Any]:
    return {
        "canonical": absolute(request, path),
        "breadcrumbs": crumbs,
        "breadcrumb_json_ld": json_ld(breadcrumb_data(crumbs, request)),
    }
