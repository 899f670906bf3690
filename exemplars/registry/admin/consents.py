"""The withdrawal of consent: one page that says what will happen, and one button."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.registry import consents, states
from exemplars.registry.admin.common import ExemplarView, url_of
from exemplars.registry.traces import pages_naming


class WithdrawalForm(forms.Form):
    """Why, for the log and for readers."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Chỉ cán bộ thấy. Ví dụ: ông bà gửi đơn ngày 5/3/2026, văn thư số 12."),
    )
    public_reason = forms.CharField(
        label=gettext_lazy("Lý do công bố"),
        max_length=300,
        initial=gettext_lazy("Hồ sơ được rút theo đề nghị của người được nêu gương."),
        help_text=gettext_lazy("Bạn đọc thấy câu này ở địa chỉ cũ của hồ sơ. Không nêu tên người."),
    )


class WithdrawConsentView(ExemplarView):
    """Somebody takes their consent back (Law 91/2025/QH15): publication stops at once."""

    permission = "withdraw_exemplar"
    template_name = "registry/admin/withdraw_consent.html"
    page_title = gettext_lazy("Rút sự đồng ý")
    header_icon = "no-view"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Everything that stops being shown, counted."""
        context = super().get_context_data(**kwargs)
        subjects = self.exemplar.story_subjects.select_related("page").filter(page__live=True)
        return {
            "form": WithdrawalForm(),
            **context,
            "stories": [subject.page for subject in subjects],
            "standing": [one for one in self.exemplar.consents.all() if one.withdrawn_on is None],
            "honours": self.exemplar.conferrals.count(),
            "named_in": pages_naming(self.exemplar),
        }

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw; doing it twice changes nothing."""
        form = WithdrawalForm(request.POST)
        if form.is_valid():
            try:
                consents.withdraw_consent(self.exemplar, actor=request.user, **form.cleaned_data)
            except states.NotAllowed as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Đã rút. Tên và ảnh không còn hiện trên cổng."))
                return redirect(url_of("decide", pk))
        return self.render_to_response(self.get_context_data(form=form))
