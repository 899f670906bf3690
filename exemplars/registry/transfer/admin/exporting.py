"""Files for staff: the whole registry, or the list as it is filtered, private parts included."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.log_actions import log

from exemplars.registry.admin.common import StaffView
from exemplars.registry.admin.filters import ExemplarFilters
from exemplars.registry.admin.search import search_exemplars
from exemplars.registry.fields import table_of
from exemplars.registry.models import Exemplar
from exemplars.registry.transfer.archive.writing import WRITERS
from exemplars.registry.transfer.cells import to_cell
from exemplars.registry.transfer.formats import csv_file
from exemplars.registry.transfer.formats.workbook import WorkbookWriter
from exemplars.registry.transfer.logged import EXPORTED
from exemplars.registry.transfer.views import TYPES
from portal.base.refusal import Refusal

_TYPES = {**TYPES, "zip": "application/zip"}
_LEFT_OUT = frozenset({"portrait", "merged_into"})


class ExportView(StaffView):
    """What may be taken away, and the files themselves: each is asked for by POST, and logged."""

    permission = "export_exemplar"
    template_name = "registry/admin/export.html"
    page_title = gettext_lazy("Xuất sổ gương")
    header_icon = "download"

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, then here."""
        return [*self.breadcrumbs_items, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say how many dossiers the filter of the address leaves."""
        rows = filtered(self.request)
        return {**super().get_context_data(**kwargs), "count": rows.count(), "query": self.request.GET.urlencode()}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Write the file that was asked for."""
        what, suffix = request.POST.get("what", ""), request.POST.get("suffix", "")
        stream = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
        try:
            if what == "all" and f".{suffix}" in WRITERS:
                WRITERS[f".{suffix}"](stream)
            elif what == "list" and suffix in ("csv", "xlsx"):
                write_list(filtered(request), suffix, stream)
            else:
                raise Http404
        except Refusal as refusal:
            messages.error(request, str(refusal))
            return redirect(reverse("registry_imports:export"))
        name = f"so-guong-{what}-{timezone.localtime():%Y-%m-%d-%H%M}.{suffix}"
        log(request.user, EXPORTED, user=request.user, data={"file": name, "query": request.GET.urlencode()[:500]})
        stream.seek(0)
        response = FileResponse(stream, as_attachment=True, filename=name, content_type=_TYPES[suffix])
        response["Cache-Control"] = "no-store"
        return response


def filtered(request: HttpRequest) -> QuerySet[Exemplar]:
    """Return the dossiers that the staff's list shows for the same address."""
    filters = ExemplarFilters(request.GET, queryset=Exemplar.objects.all(), request=request)
    rows = filters.qs if filters.is_valid() else Exemplar.objects.none()
    query = request.GET.get("q", "")
    return search_exemplars(rows, query) if query else rows


def headings() -> list[str]:
    """Return the headings of the staff's list."""
    return [column.heading for name, column in _columns().items()]


def _columns() -> dict[str, Any]:
    carried = table_of("registry.Exemplar").carried
    return {name: column for name, column in carried.items() if name not in _LEFT_OUT}


def rows(exemplars: QuerySet[Exemplar]) -> Iterator[list[Any]]:
    """Return the cells of each dossier; a thousand are in memory at a time."""
    joined = exemplars.select_related("field", "organisation", "place__province", "place_now__province")
    joined = joined.prefetch_related("movements").order_by("sort_key", "pk")
    fields = [Exemplar._meta.get_field(name) for name in _columns()]
    for exemplar in joined.iterator(chunk_size=1000):
        yield [_cell(exemplar, field) for field in fields]


def _cell(exemplar: Exemplar, field: Any) -> Any:
    value = getattr(exemplar, field.name)
    if field.many_to_many:
        return "; ".join(map(str, value.all()))
    if field.is_relation:
        return str(value) if value else None
    return to_cell(field, value)


def write_list(exemplars: QuerySet[Exemplar], suffix: str, target: Any) -> None:
    """Write the staff's list; it can be corrected in Excel and imported again by the references in it."""
    if suffix == "csv":
        for line in csv_file.lines(headings(), rows(exemplars)):
            target.write(line.encode("utf-8"))
        return
    book = WorkbookWriter(cut=True)
    book.sheet(_("Sổ gương"), headings(), rows(exemplars))
    book.save(target)
