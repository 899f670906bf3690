"""Several recipients of one decision: paste, look, write. Works without JavaScript."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from exemplars.honours.admin.forms import BatchForm
from exemplars.honours.admin.views import address, asked_id
from exemplars.honours.batch import MAX_LINES, NotReady, Planned, commit, plan
from exemplars.honours.models import Conferral
from news.documents.models import OfficialDocument

PERMISSION = "honours.add_conferral"


class BatchView(WagtailAdminTemplateMixin, TemplateView):
    """The form, and below it what would be written."""

    template_name = "honours/admin/batch.html"
    header_icon = "group"
    page_title = gettext_lazy("Thêm nhiều người theo một quyết định")
    model: Any = Conferral

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not add conferrals."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the list, here."""
        return [
            *self.breadcrumbs_items,
            {"url": address("list"), "label": _("Lượt khen thưởng")},
            {"url": "", "label": str(self.page_title)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form; ``?decision=`` names its decision."""
        kwargs.setdefault("form", BatchForm(initial=self._initial()))
        return super().get_context_data(**kwargs)

    def _initial(self) -> dict[str, str]:
        decision = OfficialDocument.objects.filter(pk=asked_id(self.request.GET.get("decision", ""))).first()
        return {"decision": f"#{decision.pk}"} if decision else {}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Show what the lines mean; with ``write``, write them."""
        form = BatchForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        unlinked = _unlinked(request.POST)
        common, text = form.common(may_link=request.user.has_perm("registry.view_exemplar")), form.cleaned_data["lines"]
        if "write" in request.POST:
            try:
                added = commit(text, common, unlinked, actor=request.user)
            except NotReady:
                messages.error(request, _("Còn dòng cần sửa nên chưa ghi gì."))
            else:
                said = ngettext("Đã thêm %(count)s lượt khen thưởng.", "Đã thêm %(count)s lượt khen thưởng.", added)
                messages.success(request, said % {"count": added})
                return redirect(f"{address('list')}?decision={common.decision.pk}")
        lines = plan(text, common, unlinked)
        context = self.get_context_data(form=form, lines=lines, decision=common.decision, **_counts(lines))
        return self.render_to_response(context | {"unlinked": unlinked, "max_lines": MAX_LINES})


def _unlinked(posted: QueryDict) -> set[int]:
    """Return the numbers of lines that were offered a dossier and do not want it (their box is not ticked)."""
    offered = {asked_id(value) for value in posted.getlist("offered")[: MAX_LINES + 1]}
    return offered - {asked_id(value) for value in posted.getlist("link")[: MAX_LINES + 1]}


def _counts(lines: list[Planned]) -> dict[str, Any]:
    kinds = Counter("wrong" if line.problems else "same" if line.is_known else "new" for line in lines)
    return {
        "new": kinds["new"],
        "same": kinds["same"],
        "wrong": kinds["wrong"],
        "too_many": len(lines) > MAX_LINES,
        "may_write": kinds["new"] > 0 and not kinds["wrong"] and len(lines) <= MAX_LINES,
    }
