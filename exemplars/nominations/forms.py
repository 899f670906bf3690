"""The forms readers fill in: the nomination, and what its receipt offers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exemplars.nominations.models import Confirmation, Nomination
from exemplars.registry.models import Exemplar, Field
from portal.intake.forms import GuardedForm, ReaderEmail, ReaderText
from portal.places.models import Place
from portal.places.resolve import find_place

MOST_PLACES = 12
NO_SUCH_PLACE = "khac"
CHOOSE = {"required": gettext_lazy("Xin chọn một điều."), "invalid_choice": gettext_lazy("Xin chọn một điều.")}


class NominationForm(GuardedForm):
    """Who did what, how one can know, and who tells it."""

    use_required_attribute = False

    kind = forms.ChoiceField(
        label=gettext_lazy("Bạn giới thiệu ai?"),
        choices=Exemplar.Kind,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    name = ReaderText(
        label=gettext_lazy("Họ và tên, hoặc tên tập thể, mô hình"),
        most=200,
        least=2,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    birth_year = forms.IntegerField(
        label=gettext_lazy("Năm sinh"),
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("Ghi năm bằng bốn chữ số, ví dụ 1968.")},
        help_text=gettext_lazy("Giúp phân biệt người trùng tên. Không biết thì để trống."),
        localize=False,
    )
    unit = ReaderText(
        label=gettext_lazy("Nơi làm việc, học tập, sinh hoạt"),
        most=200,
        required=False,
        help_text=gettext_lazy("Cơ quan, trường, hợp tác xã, chi hội, thôn, bản…"),
    )
    place_text = ReaderText(
        label=gettext_lazy("Xã, phường, tỉnh"),
        most=160,
        least=2,
        help_text=gettext_lazy("Gõ tên cũ hay tên mới, có dấu hay không dấu. Ví dụ: xã Cẩm Giàng, Thái Nguyên."),
    )
    place_choice = forms.CharField(required=False, max_length=12)
    field = forms.ModelChoiceField(
        label=gettext_lazy("Lĩnh vực"),
        queryset=Field.objects.all(),
        required=False,
        empty_label=gettext_lazy("Chưa rõ"),
        error_messages=CHOOSE,
    )
    deeds = ReaderText(
        label=gettext_lazy("Việc làm tốt"),
        most=5000,
        least=30,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 9}),
        help_text=gettext_lazy(
            "Đã làm gì, ở đâu, kết quả ra sao, ai được giúp. Có con số thì ghi con số. Đừng ghi số căn cước."
        ),
    )
    since = ReaderText(
        label=gettext_lazy("Làm từ bao giờ"),
        most=100,
        required=False,
        help_text=gettext_lazy("Ví dụ: từ năm 2019; tối 12/9/2025."),
    )
    witnesses = ReaderText(
        label=gettext_lazy("Ai xác nhận được"),
        most=500,
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tên, chức vụ, đơn vị của người biết việc, và cách liên lạc."),
    )
    asked = forms.ChoiceField(
        label=gettext_lazy("Người được giới thiệu đã biết chưa?"),
        choices=Nomination.Asked,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
        help_text=gettext_lazy("Dù thế nào, cổng vẫn hỏi và chỉ nêu tên khi người ấy đồng ý."),
    )
    proposer_name = ReaderText(
        label=gettext_lazy("Họ và tên của bạn"),
        most=60,
        least=2,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = ReaderText(
        label=gettext_lazy("Số điện thoại"),
        most=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        help_text=gettext_lazy("Ghi số điện thoại hoặc thư điện tử, hoặc cả hai, để chúng tôi hỏi lại bạn."),
    )
    email = ReaderEmail(
        label=gettext_lazy("Thư điện tử"),
        required=False,
        help_text=gettext_lazy("Có thư thì cổng gửi phiếu hẹn và báo kết quả."),
    )
    relation = forms.ChoiceField(
        label=gettext_lazy("Bạn là gì với người được giới thiệu?"),
        choices=Nomination.Relation,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    has_interest = forms.BooleanField(
        label=gettext_lazy("Tôi hoặc gia đình tôi có quyền lợi liên quan (tiền, thi đua, công việc)"),
        required=False,
    )
    agrees = forms.BooleanField(
        label=gettext_lazy(
            "Tôi nói đúng điều tôi biết, và đồng ý để cổng dùng những điều trên vào việc xét giới thiệu"
        ),
        error_messages={"required": gettext_lazy("Cần bạn đồng ý thì cổng mới được nhận phiếu.")},
    )

    places: list[Place] = []
    """The places the name can mean, where there are several: one is to be chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name in ("name", "unit", "place_text", "since", "proposer_name", "phone"):
            self.fields[name].widget.attrs.setdefault("maxlength", self.fields[name].most)
        year = timezone.localdate().year
        self.fields["birth_year"].validators += [
            MinValueValidator(1900, _("Năm sinh phải từ 1900.")),
            MaxValueValidator(year, _("Năm sinh ở tương lai.")),
        ]

    def clean(self) -> dict[str, Any]:
        """Find the place; ask for one way to reach the proposer."""
        values = super().clean()
        if "phone" in values and "email" in values and not (values["phone"] or values["email"]):
            self.add_error("phone", _("Xin ghi số điện thoại hoặc thư điện tử."))
        values["place"] = self._place(values.get("place_text", ""), values.get("place_choice", ""))
        return values

    def _place(self, text: str, choice: str) -> Place | None:
        """Return the place meant; None when nothing bears the name, or the proposer says so of those that do."""
        found = find_place(text)[:MOST_PLACES] if text else []
        if len(found) < 2 or found[0].level == Place.Level.PROVINCE:
            return found[0] if found else None
        self.places = found
        if choice == NO_SUCH_PLACE:
            return None
        chosen = next((one for one in found if str(one.pk) == choice), None)
        if chosen is None:
            self.add_error("place_text", _("Có nhiều nơi mang tên ấy. Xin chọn một nơi bên dưới."))
        return chosen

    def for_model(self) -> dict[str, Any]:
        """Return what the model keeps under the same names."""
        names = ("kind", "name", "birth_year", "unit", "place_text", "place", "field", "deeds", "since", "witnesses")
        names += ("asked", "proposer_name", "relation", "has_interest")
        return {name: self.cleaned_data[name] for name in names}


class AnswerForm(forms.Form):
    """The proposer's answer to what staff ask."""

    use_required_attribute = False

    words = ReaderText(
        label=gettext_lazy("Trả lời của bạn"),
        most=2000,
        least=2,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class ConfirmationForm(forms.Form):
    """What a unit or locality says about a nomination."""

    use_required_attribute = False

    answer = forms.ChoiceField(
        label=gettext_lazy("Nội dung phiếu giới thiệu có đúng không?"),
        choices=Confirmation.Answer,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    words = ReaderText(
        label=gettext_lazy("Ý kiến"),
        most=3000,
        required=False,
        lines=True,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Điều cần sửa, bổ sung; có đang bị xem xét kỷ luật, khiếu nại, tố cáo hay không."),
    )
    answered_by = ReaderText(
        label=gettext_lazy("Họ tên, chức vụ người trả lời"),
        most=160,
        least=4,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    is_authorised = forms.BooleanField(
        label=gettext_lazy("Tôi được đơn vị giao trả lời"),
        error_messages={"required": gettext_lazy("Chỉ người được đơn vị giao mới trả lời ở đây.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words with an answer that is not a plain yes."""
        values = super().clean()
        needs_words = values.get("answer") in (Confirmation.Answer.PARTLY, Confirmation.Answer.NO)
        if needs_words and not values.get("words") and "words" not in self.errors:
            self.add_error("words", _("Xin ghi rõ điều chưa đúng."))
        return values
