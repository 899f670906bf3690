"""Publish, extend, withdraw somebody, announce the result: what may be done next, what is missing, and the forms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from exemplars.consultations.admin.common import ConsultationView, url_of
from exemplars.consultations.models import Candidate, Consultation
from exemplars.consultations.publishing import (
    MINIMUM,
    Refused,
    blockers,
    conclude,
    counted,
    days_shown,
    earliest_end,
    extend,
    publish,
    withdraw_candidate,
)
from portal.vietnamese.text import normalise, squash


class StepForm(forms.Form):
    """A step of one consultation. Publishing needs nothing else: the days stand in the consultation."""

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.consultation = consultation


class ExtendForm(StepForm):
    """The new end, with the reason readers are told."""

    closes_on = forms.DateField(label=gettext_lazy("Hạn mới"), widget=AdminDateInput)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300, help_text=gettext_lazy("Bạn đọc thấy lý do này.")
    )

    def clean_reason(self) -> str:
        """Return it tidy."""
        return squash(self.cleaned_data["reason"])


class WithdrawForm(StepForm):
    """Who leaves the list, with the reason staff read in its history."""

    candidate = forms.ModelChoiceField(label=gettext_lazy("Rút ai"), queryset=Candidate.objects.none())
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=300,
        help_text=gettext_lazy("Chỉ cán bộ thấy, trong lịch sử của đợt. Rút rồi thì không đưa lại được."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["candidate"].queryset = self.consultation.candidates.filter(is_withdrawn=False).select_related(
            "honour"
        )

    def clean_reason(self) -> str:
        """Return it tidy."""
        return squash(self.cleaned_data["reason"])


class ConcludeForm(StepForm):
    """The conclusion readers see."""

    conclusion = forms.CharField(
        label=gettext_lazy("Kết luận"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Đã nhận những ý kiến gì, giải quyết ra sao. Không nêu tên người góp ý."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["conclusion"] = self.consultation.conclusion

    def clean_conclusion(self) -> str:
        """Return it tidy."""
        return normalise(self.cleaned_data["conclusion"]).strip()


def _publish(row: Consultation, said: dict[str, Any], actor: Any) -> str:
    publish(row, actor)
    return _("Đã công bố.")


def _extend(row: Consultation, said: dict[str, Any], actor: Any) -> str:
    extend(row, said["closes_on"], said["reason"], actor)
    return _("Đã gia hạn.")


def _withdraw(row: Consultation, said: dict[str, Any], actor: Any) -> str:
    return _("Đã rút %s khỏi danh sách.") % withdraw_candidate(row, said["candidate"], said["reason"], actor).name


def _conclude(row: Consultation, said: dict[str, Any], actor: Any) -> str:
    conclude(row, said["conclusion"], actor)
    return _("Đã thông báo kết quả.")


STEPS: dict[str, tuple[type[StepForm], Callable[[Consultation, dict[str, Any], Any], str]]] = {
    "publish": (StepForm, _publish),
    "extend": (ExtendForm, _extend),
    "withdraw": (WithdrawForm, _withdraw),
    "conclude": (ConcludeForm, _conclude),
}


def next_steps(consultation: Consultation) -> list[str]:
    """Return the steps that may be taken now."""
    phase = consultation.phase
    if phase == Consultation.Phase.DRAFT:
        return ["publish"]
    steps = ["withdraw"] if consultation.concluded_at else ["extend", "withdraw"]
    closed = phase in (Consultation.Phase.CLOSED, Consultation.Phase.CONCLUDED)
    return [*steps, "conclude"] if closed else steps


class StepsView(ConsultationView):
    """Where a consultation stands, and its next steps."""

    permission = "publish_consultation"
    template_name = "consultations/admin/steps.html"
    page_title = gettext_lazy("Công bố, gia hạn, kết quả")
    header_icon = "check"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms of the steps that may be taken, and the count of working days."""
        row = self.consultation
        given = kwargs.pop("forms", {})
        shown = {name: given.get(name) or self._form(name) for name in next_steps(row)}
        context = super().get_context_data(**kwargs)
        for form in shown.values():
            context["media"] = context["media"] + form.media if "media" in context else form.media
        return context | {
            "forms": shown,
            "blockers": blockers(row) if not row.is_public else [],
            "days_shown": days_shown(row),
            "minimum": MINIMUM,
            "too_short": days_shown(row) < MINIMUM,
            "earliest_end": earliest_end(row.opens_on),
            "opinion_count": counted(row),
            "extensions": row.extensions.select_related("actor"),
        }

    def _form(self, name: str) -> StepForm:
        return STEPS[name][0](consultation=self.consultation)

    def post(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Take a step, or say why not with what was typed kept."""
        name = request.POST.get("step", "")
        if name not in STEPS:
            raise Http404
        form_class, act = STEPS[name]
        form = form_class(request.POST, consultation=self.consultation)
        if form.is_valid():
            try:
                said = act(self.consultation, form.cleaned_data, request.user)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, said)
                return redirect(url_of("steps", pk))
        for error in form.non_field_errors():
            messages.error(request, error)
        return self.render_to_response(self.get_context_data(forms={name: form}), status=422)
