"""What curators say about a nomination."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.nominations import states
from exemplars.nominations.attachments import Unwanted, take
from exemplars.nominations.erasing import ASKED_OF_STAFF, Why
from exemplars.nominations.models import Confirmation, Nomination, State
from exemplars.registry.models import Exemplar
from portal.intake.forms import ReaderText
from portal.intake.uploads import ACCEPTED, Clean, accept_attribute

VERBS = {
    State.NOMINATED: gettext_lazy("Xem lại từ đầu"),
    State.UNIT_ASKED: gettext_lazy("Chuyển sang hỏi đơn vị"),
    State.LOCALITY: gettext_lazy("Chuyển sang hỏi địa phương"),
    State.EDITORIAL: gettext_lazy("Chuyển sang biên tập, xét duyệt"),
    State.APPROVED: gettext_lazy("Chấp nhận"),
    State.DECLINED: gettext_lazy("Không chấp nhận"),
    State.DUPLICATE: gettext_lazy("Trùng với hồ sơ đã có"),
}


class DecisionForm(forms.Form):
    """What is decided, why, and what the proposer is told."""

    prefix = "decide"
    to = forms.ChoiceField(label=gettext_lazy("Quyết định"), widget=forms.RadioSelect)
    reason = ReaderText(
        label=gettext_lazy("Lý do"),
        most=2000,
        least=1,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Chỉ cán bộ thấy."),
    )
    told = ReaderText(
        label=gettext_lazy("Báo cho người giới thiệu"),
        most=2000,
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Bắt buộc khi chấp nhận, không chấp nhận, trùng. Người giới thiệu đọc nguyên văn trong thư, ở phiếu hẹn."
        ),
    )
    duplicate_of = forms.CharField(
        label=gettext_lazy("Trùng với hồ sơ số"),
        max_length=20,
        required=False,
        help_text=gettext_lazy("Mã trong sổ gương điển hình, ví dụ GS-2024-0012. Chỉ ghi khi trùng."),
    )

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one.value, VERBS[one]) for one in states.next_states(nomination)]

    def clean_duplicate_of(self) -> Exemplar | None:
        """Find the dossier."""
        reference = self.cleaned_data["duplicate_of"].strip()
        if not reference:
            return None
        found = Exemplar.objects.filter(reference__iexact=reference).first()
        if found is None:
            raise ValidationError(_("Không có hồ sơ mang mã này."))
        return found


class AskForm(forms.Form):
    """Whom to ask."""

    prefix = "ask"
    step = forms.ChoiceField(
        label=gettext_lazy("Bước"), choices=Confirmation.Step, widget=forms.RadioSelect, initial=Confirmation.Step.UNIT
    )
    addressee = ReaderText(
        label=gettext_lazy("Hỏi ai"),
        most=200,
        least=2,
        widget=forms.TextInput,
        help_text=gettext_lazy("Tên đơn vị như ghi trên phong bì. Ví dụ: Hội Nông dân xã Cẩm Giàng."),
    )
    email = forms.EmailField(
        label=gettext_lazy("Thư điện tử của nơi ấy"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Để trống thì cổng chỉ làm liên kết; bạn chép gửi bằng cách khác."),
    )


class RecordForm(forms.Form):
    """An answer that came on paper."""

    prefix = "record"
    step = forms.ChoiceField(
        label=gettext_lazy("Bước"), choices=Confirmation.Step, widget=forms.RadioSelect, initial=Confirmation.Step.UNIT
    )
    addressee = ReaderText(label=gettext_lazy("Nơi trả lời"), most=200, least=2, widget=forms.TextInput)
    answer = forms.ChoiceField(label=gettext_lazy("Trả lời"), choices=Confirmation.Answer, widget=forms.RadioSelect)
    answered_by = ReaderText(label=gettext_lazy("Người ký, chức vụ"), most=160, least=2, widget=forms.TextInput)
    words = ReaderText(
        label=gettext_lazy("Nội dung, số và ngày văn bản"),
        most=3000,
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    file = forms.FileField(
        label=gettext_lazy("Bản chụp, bản quét"),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": accept_attribute(ACCEPTED)}),
        help_text=gettext_lazy("JPEG, PNG, WEBP, PDF, DOCX, tối đa 10 MB. Che số căn cước trước khi quét."),
    )
    content: Clean

    def clean_file(self) -> UploadedFile:
        """Judge the file by its content."""
        file = self.cleaned_data["file"]
        self.content = take(file)
        return file


class QuestionForm(forms.Form):
    """What to ask the proposer."""

    prefix = "question"
    question = ReaderText(
        label=gettext_lazy("Câu hỏi"),
        most=2000,
        least=2,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Người giới thiệu đọc ở phiếu hẹn, và trong thư nếu có để địa chỉ."),
    )


class EraseForm(forms.Form):
    """Why a nomination is forgotten, and that this is meant."""

    prefix = "erase"
    why = forms.ChoiceField(
        label=gettext_lazy("Vì sao xóa"),
        choices=[(one.value, one.label) for one in ASKED_OF_STAFF],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Ghi vào sổ cùng tên bạn, không kèm dữ liệu cá nhân."),
        error_messages={"required": gettext_lazy("Xin chọn vì sao xóa.")},
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Tôi chắc chắn muốn xóa"),
        error_messages={"required": gettext_lazy("Đánh dấu xác nhận trước khi xóa.")},
    )

    def clean_why(self) -> Why:
        """Return the reason."""
        return Why(self.cleaned_data["why"])


class DiscardForm(forms.Form):
    """Why a file is removed."""

    why = forms.ChoiceField(label=gettext_lazy("Vì sao xóa"), choices=[("", "---------"), *Unwanted.choices])

    def clean_why(self) -> Unwanted:
        """Return the reason."""
        return Unwanted(self.cleaned_data["why"])
