"""The forms of the admin: a change of state, and several recipients at once."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.widgets import AdminSnippetChooser

from exemplars.honours.batch import Common
from exemplars.honours.decisions import decisions_numbered, read_query
from exemplars.honours.models import Conferral, ConferralChange
from exemplars.honours.resolve import find_honour
from exemplars.honours.states import next_states
from news.documents.models import OfficialDocument
from portal.vietnamese.numbers import whole_number


class ChangeForm(forms.Form):
    """What becomes of a conferral; ``change_state`` checks the rest."""

    state = forms.ChoiceField(label=gettext_lazy("Chuyển thành"), widget=forms.RadioSelect)
    on = forms.DateField(label=gettext_lazy("Từ ngày"), widget=AdminDateInput)
    document = forms.ModelChoiceField(
        label=gettext_lazy("Theo văn bản"),
        queryset=OfficialDocument.objects.all(),
        required=False,
        widget=AdminSnippetChooser(model=OfficialDocument),
        help_text=gettext_lazy("Bắt buộc khi hủy bỏ, tước hoặc phục hồi."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do"),
        max_length=ConferralChange._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Chỉ cán bộ đọc. Ví dụ: khai man thành tích, theo kết luận thanh tra."),
    )

    def __init__(self, *args: Any, conferral: Conferral, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"on": timezone.localdate()})
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in next_states(conferral)]


class BatchForm(forms.Form):
    """A decision and the lines of its list."""

    decision = forms.CharField(
        label=gettext_lazy("Quyết định"),
        max_length=120,
        help_text=gettext_lazy("Số như trên văn bản đã có trong thư viện. Ví dụ: 123/QĐ-UBND năm 2024"),
    )
    honour = forms.CharField(
        label=gettext_lazy("Danh hiệu chung"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Cho những dòng không ghi danh hiệu. Ví dụ: Bằng khen của Chủ tịch UBND tỉnh, LĐTT"),
    )
    verb = forms.ChoiceField(
        label=gettext_lazy("Hình thức trao"), choices=Conferral.Verb.choices, initial=Conferral.Verb.GIVEN
    )
    basis = forms.ChoiceField(
        label=gettext_lazy("Loại hình khen thưởng"),
        choices=[("", gettext_lazy("Không ghi")), *Conferral.Basis.choices],
        required=False,
    )
    lines = forms.CharField(
        label=gettext_lazy("Danh sách"),
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=gettext_lazy("Mỗi dòng: Họ tên; chức vụ, đơn vị; danh hiệu. Dán từ bảng tính cũng được."),
    )

    def clean_decision(self) -> OfficialDocument:
        """Return the one document meant; one asked for by ``?decision=`` is given by its id ("#12")."""
        text = self.cleaned_data["decision"]
        number = whole_number(text[1:], 18) if text.startswith("#") else None
        if number is not None:
            found = list(OfficialDocument.objects.filter(pk=number))
        else:
            found = list(decisions_numbered(read_query(text))[:6])
        if len(found) == 1 and found[0].listing_year is None:
            raise ValidationError(_("Văn bản này chưa ghi ngày ban hành. Hãy bổ sung ngày trước."))
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(_("Thư viện văn bản chưa có quyết định này. Hãy thêm văn bản trước."))
        said = {"documents": "; ".join(f"#{one.pk}: {one.dated_label}, {one.issuer}" for one in found)}
        raise ValidationError(_("Có nhiều văn bản cùng số, hãy gõ mã của văn bản đúng: %(documents)s") % said)

    def clean(self) -> dict[str, Any]:
        """Resolve the honour of lines without one."""
        cleaned = super().clean()
        text = cleaned.get("honour", "")
        cleaned["found"] = find_honour(text) if text else None
        if text and cleaned["found"] is None:
            self.add_error("honour", _("Không nhận ra danh hiệu “%(text)s”.") % {"text": text})
        return cleaned

    def common(self, *, may_link: bool) -> Common:
        """Return what all lines share."""
        said = self.cleaned_data
        return Common(said["decision"], said["found"], said["verb"], said["basis"], may_link)
