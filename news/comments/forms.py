"""The forms readers fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.comments.models import Report
from news.comments.models.comment import BODY_LENGTH, NAME_LENGTH
from portal.intake.forms import GuardedForm, ReaderEmail, ReaderText


class CommentForm(GuardedForm):
    """A comment: name, text, and an address for the outcome when the reader wants to hear of it."""

    name = ReaderText(label=_("Họ tên"), most=NAME_LENGTH, least=2, widget=forms.TextInput({"autocomplete": "name"}))
    body = ReaderText(label=_("Ý kiến"), most=BODY_LENGTH, least=2, lines=True, widget=forms.Textarea({"rows": 6}))
    email = ReaderEmail(label=_("Thư điện tử (không bắt buộc)"), required=False)
    follow = forms.BooleanField(
        label=_("Báo cho tôi qua thư khi có người trả lời"),
        help_text=_("Cổng gửi thư để bạn xác nhận trước. Ngừng nhận lúc nào cũng được."),
        required=False,
    )
    # A plain field refuses nothing: what is no work is none (portal.intake.work).
    work = forms.Field(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, *, answerable: bool = True, **kwargs: Any) -> None:
        """Without ``answerable`` nobody can answer the comment, and the tick is not offered."""
        super().__init__(data, **kwargs)
        if not answerable:
            del self.fields["follow"]

    def clean(self) -> dict[str, Any]:
        """Ask for the address that answers are to be told to."""
        values = super().clean()
        if values.get("follow") and values.get("email") == "":
            self.add_error(
                "email", _("Muốn nhận thư khi có người trả lời, xin điền địa chỉ thư; hoặc bỏ dấu chọn bên dưới.")
            )
        return values


class _PlainForm(forms.Form):
    """A form on the receipt, whose address is secret enough."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class RewriteForm(_PlainForm):
    """The comment written anew, when the moderator asked for it."""

    name = ReaderText(label=_("Họ tên"), most=NAME_LENGTH, least=2)
    body = ReaderText(label=_("Ý kiến"), most=BODY_LENGTH, least=2, lines=True, widget=forms.Textarea({"rows": 6}))


class AppealForm(_PlainForm):
    """Why the writer thinks a decision wrong."""

    text = ReaderText(
        label=_("Vì sao bạn đề nghị xem lại?"), most=1000, least=5, lines=True, widget=forms.Textarea({"rows": 4})
    )


class ReportForm(GuardedForm):
    """What a reader finds wrong with a public comment."""

    why = forms.ChoiceField(
        label=_("Lý do"),
        choices=Report.Why,
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một lý do."), "invalid_choice": _("Chọn một lý do trong danh sách.")},
    )
    note = ReaderText(label=_("Nói rõ hơn (không bắt buộc)"), most=500, lines=True, widget=forms.Textarea({"rows": 3}))
