"""Reading what came in: the work list, one opinion, the file for the council. Each look is logged."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from exemplars.consultations.admin.common import ConsultationView, url_of
from exemplars.consultations.models import Opinion
from exemplars.consultations.opinions import EXPORTED, Words, handle, read, words_of
from exemplars.registry.transfer.formats import csv_file
from exemplars.registry.transfer.formats.workbook import WorkbookWriter
from exemplars.registry.transfer.views import TYPES
from portal.base.paging import page_of

PER_PAGE = 50


class OpinionsView(ConsultationView):
    """The opinions of one consultation without their writers, those nobody has read first."""

    template_name = "consultations/admin/opinions.html"
    page_title = gettext_lazy("Ý kiến đã nhận")
    header_icon = "comment"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of them, with counts by state and by stance."""
        rows = self.consultation.opinions.select_related("candidate")
        asked = self.request.GET.get("state", "")
        states = dict(rows.order_by().values_list("state").annotate(Count("pk")))
        stances = dict(
            rows.exclude(state=Opinion.State.WITHDRAWN).order_by().values_list("stance").annotate(Count("pk"))
        )
        if asked in Opinion.State.values:
            rows = rows.filter(state=asked)
        page, _wrong = page_of(Paginator(rows.order_by("-created_at", "-pk"), PER_PAGE), self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "page_obj": page,
            "rows": [(one, url_of("opinion", one.pk)) for one in page],
            "asked": asked,
            "states": [(value, label, states.get(value, 0)) for value, label in Opinion.State.choices],
            "stances": [(label, stances.get(value, 0)) for value, label in Opinion.Stance.choices],
            "export_url": url_of("export", self.consultation.pk),
            "keep": f"state={asked}&" if asked else "",
        }


class OpinionView(ConsultationView):
    """One opinion, opened: that it was is logged before it is shown."""

    template_name = "consultations/admin/opinion.html"
    page_title = gettext_lazy("Ý kiến")
    header_icon = "comment"

    @cached_property
    def opinion(self) -> Opinion:
        """The opinion of the address."""
        return get_object_or_404(Opinion.objects.select_related("consultation", "candidate"), pk=self.kwargs["pk"])

    @cached_property
    def consultation(self) -> Any:
        """The opinion's consultation."""
        return self.opinion.consultation

    def get_page_subtitle(self) -> str:
        """Its reference."""
        return self.opinion.reference

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Open it."""
        words = read(self.opinion, self.request.user)
        self.opinion.refresh_from_db(fields=["state"])
        back = url_of("opinions", self.consultation.pk)
        return super().get_context_data(**kwargs) | {"opinion": self.opinion, "words": words, "back": back}

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Mark it as summed up."""
        handle(self.opinion)
        messages.success(request, _("Đã đánh dấu %s là đã tổng hợp.") % self.opinion.reference)
        return redirect(url_of("opinions", self.consultation.pk))


class ExportView(ConsultationView):
    """The opinions as a table for the council; asked for by POST, and logged."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Write the file that was asked for."""
        suffix = request.POST.get("suffix", "")
        if suffix not in ("csv", "xlsx"):
            raise Http404
        name = f"y-kien-{self.consultation.slug}-{timezone.localtime():%Y-%m-%d-%H%M}.{suffix}"
        log(self.consultation, EXPORTED, user=request.user, data={"file": name})
        stream = tempfile.TemporaryFile()  # noqa: SIM115, the answer closes it
        rows = self.consultation.opinions.select_related("candidate").order_by("created_at", "pk")
        write(rows, suffix, stream)
        stream.seek(0)
        response = FileResponse(stream, as_attachment=True, filename=name, content_type=TYPES[suffix])
        response["Cache-Control"] = "no-store"
        return response


def write(rows: QuerySet[Opinion], suffix: str, target: Any) -> None:
    """Write opinions with their writers; no cell is a formula, whatever somebody wrote."""
    headings = [
        *(_("Mã"), _("Nhận lúc"), _("Về"), _("Ý kiến"), _("Tình trạng")),
        *(_("Họ và tên"), _("Điện thoại"), _("Địa chỉ"), _("Nội dung")),
    ]
    if suffix == "csv":
        for line in csv_file.lines(headings, _cells(rows)):
            target.write(line.encode("utf-8"))
        return
    book = WorkbookWriter(cut=True)
    book.sheet(_("Ý kiến"), headings, _cells(rows))
    book.save(target)


def _cells(rows: QuerySet[Opinion]) -> Iterator[list[Any]]:
    for one in rows.iterator(chunk_size=500):
        words = words_of(one) or Words()
        yield [
            one.reference,
            f"{timezone.localtime(one.created_at):%d/%m/%Y %H:%M}",
            one.candidate.name if one.candidate else _("Cả danh sách"),
            str(one.get_stance_display()),
            str(one.get_state_display()),
            *(words.name, words.phone, words.address, words.text),
        ]
