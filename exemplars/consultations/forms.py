"""The form with which somebody gives an opinion."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.consultations.models import Candidate, Consultation, Opinion
from portal.intake.forms import GuardedForm, ReaderText

_PHONE = re.compile(r"\+?\d{8,15}")
_BETWEEN = re.compile(r"[\s.\-()]+")


class OpinionForm(GuardedForm):
    """Whom it is about, what it comes to, the words, and who signs them."""

    candidate = forms.ModelChoiceField(
        label=gettext_lazy("Ý kiến về"),
        queryset=Candidate.objects.none(),
        required=False,
        empty_label=gettext_lazy("Cả danh sách"),
        error_messages={"invalid_choice": gettext_lazy("Danh sách không có người này. Xin chọn lại.")},
    )
    stance = forms.ChoiceField(
        label=gettext_lazy("Ý kiến của ông, bà"),
        choices=Opinion.Stance.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Xin chọn một trong các ý kiến."),
            "invalid_choice": gettext_lazy("Xin chọn một trong các ý kiến."),
        },
    )
    text = ReaderText(
        label=gettext_lazy("Nội dung góp ý"),
        most=4000,
        least=10,
        lines=True,
        help_text=gettext_lazy("Nói rõ việc gì, ở đâu, khi nào. Từ 10 đến 4.000 ký tự."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = ReaderText(
        label=gettext_lazy("Họ và tên"), most=120, least=2, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = ReaderText(
        label=gettext_lazy("Điện thoại"),
        most=30,
        least=8,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    address = ReaderText(
        label=gettext_lazy("Địa chỉ"),
        most=250,
        least=5,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.consultation = consultation
        self.fields["candidate"].queryset = consultation.candidates.filter(is_withdrawn=False).select_related("honour")
        # A native control each: the browser's own message would be in another language.
        self.use_required_attribute = False

    def clean_phone(self) -> str:
        """Return the digits. Raises ``ValidationError`` for what is no telephone number."""
        digits = _BETWEEN.sub("", self.cleaned_data["phone"])
        if not _PHONE.fullmatch(digits):
            raise ValidationError(_("Số điện thoại chưa đúng. Ví dụ: 0912 345 678."))
        return digits
