"""A poll's figures for staff, cleaned and raw, and the votes that were held."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from news.polls.judging import groups_of, judge, waiting
from news.polls.models import Poll, Vote
from news.polls.results import results_of
from portal.vietnamese.text import squash

PERMISSION = "polls.judge_vote"


def url_of(name: str, *args: Any) -> str:
    """Return the address of one of the admin views of polls."""
    return reverse(Poll.snippet_viewset.get_url_name(name), args=args)


class JudgeForm(forms.Form):
    """Why votes count, or do not."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        help_text=gettext_lazy("Ghi vào lịch sử. Ví dụ: hội nghị 200 người bỏ phiếu cùng lúc."),
        error_messages={"required": gettext_lazy("Xin ghi lý do.")},
    )

    def clean_reason(self) -> str:
        """Return it tidy."""
        return squash(self.cleaned_data["reason"])


class ResultsView(WagtailAdminTemplateMixin, TemplateView):
    """How a poll stands, and what was held."""

    template_name = "polls/admin/results.html"
    page_title = gettext_lazy("Kết quả và phiếu tạm giữ")
    header_icon = "list-ul"
    model: Any = Poll
    index_url_name = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse those who may not judge."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def poll(self) -> Poll:
        """The poll of the address."""
        return get_object_or_404(Poll, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        """Its question."""
        return self.poll.question

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """The list, then here."""
        listed = {"url": url_of("list"), "label": capfirst(Poll._meta.verbose_name_plural)}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": str(self.page_title)}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add figures, refusals and groups."""
        form = kwargs.pop("form", None) or JudgeForm()
        return super().get_context_data(**kwargs) | {
            "poll": self.poll,
            "results": results_of(self.poll),
            "refusals": self.poll.refusals.order_by("why"),
            "groups": groups_of(self.poll),
            "reasons": [(f"{Vote.State.HELD}:{value}:*", label) for value, label in Vote.Reason.choices if value],
            "chosen": self.request.POST.getlist("group"),
            "form": form,
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Judge the groups that were chosen."""
        form = JudgeForm(request.POST)
        keys = request.POST.getlist("group")
        if form.is_valid() and not keys:
            form.add_error(None, _("Xin chọn ít nhất một nhóm phiếu."))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        counts = request.POST.get("decision") == "release"
        reason = form.cleaned_data["reason"]
        changed = judge(self.poll, keys, counts=counts, reason=reason, actor=request.user)
        said = (
            ngettext("%(count)s phiếu được tính.", "%(count)s phiếu được tính.", changed)
            if counts
            else ngettext("%(count)s phiếu không tính.", "%(count)s phiếu không tính.", changed)
        )
        messages.success(request, said % {"count": changed})
        return redirect(url_of("results", pk))


class HeldPanel(Component):
    """Votes that wait to be judged, on the admin's first page."""

    name = "held-votes"
    template_name = "polls/admin/held_panel.html"
    order = 70

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """The polls in which some wait."""
        return {"polls": [row | {"url": url_of("results", row["pk"])} for row in waiting()]}
