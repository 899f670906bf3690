"""The grid of scores in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import registry as log_registry

from exemplars.movements.admin.sheet import ScoreSheet, make_sheet
from exemplars.movements.models import ClusterTerm
from exemplars.movements.saving import Closed, Conflict, save_scores
from portal.vietnamese.numbers import whole_number


class TermView(WagtailAdminTemplateMixin, TemplateView):
    """A view of one term, for those who may do ``permission``."""

    permission = ""
    index_url_name = ""
    edit_url_name = ""
    breadcrumbs_items: list[dict[str, Any]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse others."""
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def term(self) -> ClusterTerm:
        """The term asked for."""
        asked = whole_number(self.kwargs["pk"], 18)
        if asked is None:
            raise Http404
        return get_object_or_404(ClusterTerm.objects.select_related("cluster"), pk=asked)

    @property
    def edit_url(self) -> str:
        """The address of the term's form."""
        return reverse(self.edit_url_name, args=[self.term.pk])

    def get_page_subtitle(self) -> str:
        """Which term."""
        return str(self.term)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the list, the term, here."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse(self.index_url_name), "label": str(ClusterTerm._meta.verbose_name_plural).capitalize()},
            {"url": self.edit_url, "label": str(self.term)},
            {"url": "", "label": str(self.page_title)},
        ]


class ScoresView(TermView):
    """Own and checked points of every member on every criterion, bonus and minus; works without a script."""

    permission = "movements.change_clusterterm"
    template_name = "movements/admin/scores.html"
    header_icon = "table"
    page_title = gettext_lazy("Bảng chấm điểm")

    @cached_property
    def only(self) -> int | None:
        """The member whose sheet alone is asked for."""
        return whole_number(self.request.GET.get("thanh-vien"), 18)

    def get_context_data(self, sheet: ScoreSheet | None = None, conflict: Any = None, **kwargs: Any) -> dict[str, Any]:
        """Return the sheet with the totals stored."""
        sheet = sheet or make_sheet(self.term, self.only)
        return super().get_context_data(**kwargs) | {
            "term": self.term,
            "sheet": sheet,
            "table": sheet.table,
            "only": self.only,
            "conflict": conflict,
            "edit_url": self.edit_url,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save everything, or nothing and say all that is wrong with what was typed still there."""
        sheet = make_sheet(self.term, self.only, request.POST)
        version = whole_number(request.POST.get("version"))
        if sheet.errors:
            stale = version != self.term.version
            return self._again(sheet, conflict=self._who_changed() if stale else None, status=422)
        try:
            record = "record-ranks" in request.POST
            changed = save_scores(self.term.pk, version, sheet.to_save(record_ranks=record), request.user)
        except Conflict:
            del self.term
            return self._again(make_sheet(self.term, self.only, request.POST), conflict=self._who_changed(), status=409)
        except Closed:
            messages.error(request, _("Năm này đã tổng kết nên điểm không sửa được; chưa có gì thay đổi."))
            return self._again(sheet, status=409)
        self._say(changed)
        return redirect(request.get_full_path())

    def _again(self, sheet: ScoreSheet, *, status: int, conflict: Any = None) -> HttpResponse:
        context = self.get_context_data(sheet=sheet, conflict=conflict)
        return self.render_to_response(context, status=status)

    def _who_changed(self) -> dict[str, Any]:
        """Who changed the term last, and when."""
        entry = log_registry.get_logs_for_instance(self.term).select_related("user").first()
        return {"entry": entry}

    def _say(self, changed: int) -> None:
        if changed:
            said = ngettext("Đã lưu %(count)s giá trị.", "Đã lưu %(count)s giá trị.", changed) % {"count": changed}
            messages.success(self.request, said)
        else:
            messages.info(self.request, _("Không có gì thay đổi."))
