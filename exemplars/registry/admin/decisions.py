"""Decide what becomes of a dossier: the checklist, the form, the log."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry import states
from exemplars.registry.admin.common import ExemplarView, url_of
from exemplars.registry.models import Exemplar, ExemplarDecision, State
from exemplars.registry.traces import pages_naming

VERBS = {
    State.NOMINATED: gettext_lazy("Đưa về mới giới thiệu"),
    State.VERIFYING: gettext_lazy("Bắt đầu xác minh"),
    State.CONSENTED: gettext_lazy("Ghi nhận đã đồng ý công bố"),
    State.APPROVED: gettext_lazy("Duyệt"),
    State.PUBLISHED: gettext_lazy("Công bố"),
    State.UNDER_REVIEW: gettext_lazy("Đưa vào rà soát"),
    State.HIDDEN: gettext_lazy("Tạm ẩn"),
    State.WITHDRAWN: gettext_lazy("Rút"),
}


def allowed_states(user: Any, exemplar: Exemplar) -> list[State]:
    """Return the states this user may put a dossier into: withdrawing asks for a permission of its own."""
    may_withdraw = user.has_perm("registry.withdraw_exemplar")
    return [State(one) for one in states.next_states(exemplar) if one != State.WITHDRAWN or may_withdraw]


class DecisionForm(forms.Form):
    """What is decided and why."""

    to = forms.ChoiceField(label=gettext_lazy("Quyết định"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Chỉ cán bộ thấy. Ví dụ: đã xác minh với UBND xã ngày 5/3/2026, không có đơn thư, không bị kỷ luật."
        ),
    )
    public_reason = forms.CharField(
        label=gettext_lazy("Lý do công bố"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Bắt buộc khi rút: bạn đọc thấy câu này ở địa chỉ cũ của hồ sơ. Không nêu tên người."),
    )

    def __init__(self, *args: Any, choices: list[State], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.value, VERBS[one]) for one in choices]


def log_of(exemplar: Exemplar) -> QuerySet[ExemplarDecision]:
    """Return the decisions on a dossier and on those merged into it, newest first."""
    own = Q(exemplar=exemplar) | Q(exemplar__merged_into=exemplar)
    return ExemplarDecision.objects.filter(own).select_related("actor", "exemplar")


class DecisionView(ExemplarView):
    """One dossier: what is missing for each next step, and the decision."""

    permission = "decide_exemplar"
    template_name = "registry/admin/decide.html"
    page_title = gettext_lazy("Kiểm tra và quyết định")
    header_icon = "clipboard-list"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Next steps with what stands in their way, the form, the log."""
        choices = allowed_states(self.request.user, self.exemplar)
        steps = [
            {"state": one.label, "verb": VERBS[one], "blockers": states.blockers(self.exemplar, one)} for one in choices
        ]
        context = super().get_context_data(**kwargs)
        return {
            "form": DecisionForm(choices=choices),
            **context,
            "steps": steps,
            "log": log_of(self.exemplar)[:200],
            "evidence_count": self.exemplar.evidence.count(),
            "named_in": pages_naming(self.exemplar) if self.exemplar.state == State.WITHDRAWN else [],
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Decide; what is not allowed is said above the form, and nothing changes."""
        form = DecisionForm(request.POST, choices=allowed_states(request.user, self.exemplar))
        if form.is_valid():
            given = form.cleaned_data
            try:
                states.decide(
                    self.exemplar,
                    State(given["to"]),
                    actor=request.user,
                    reason=given["reason"],
                    public_reason=given["public_reason"],
                )
            except states.NotAllowed as refusal:
                form.add_error(None, str(refusal))
            else:
                done = {"name": self.exemplar.name, "state": State(given["to"]).label}
                messages.success(request, _("“%(name)s”: %(state)s.") % done)
                return redirect(url_of("decide", pk))
        return self.render_to_response(self.get_context_data(form=form))
