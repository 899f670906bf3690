"""The forms of the desk. Each carries the version its moderator looked at, so that nothing is overwritten."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.comments.models import PUBLIC, Badge, Comment, Reason, State
from news.comments.models.comment import BODY_LENGTH, NAME_LENGTH
from news.comments.models.state import MODERATORS_REASONS
from news.comments.states import next_states, shown_edit
from portal.intake.forms import ReaderText, fresh_guard

NOTE = 1000
KEYED = MODERATORS_REASONS[:9]
"""The reasons of the keys 1 to 9."""
VERBS = {
    State.HELD: _("Đưa lại hàng chờ"),
    State.PUBLISHED: _("Đăng nguyên văn"),
    State.PUBLISHED_EDITED: _("Đăng bản biên tập"),
    State.RETURNED: _("Đề nghị viết lại"),
    State.REJECTED: _("Không đăng"),
    State.SPAM: _("Thư rác"),
    State.HIDDEN: _("Gỡ xuống"),
}
"""What the buttons say."""
USUAL = {
    State.PUBLISHED: Reason.FIT,
    State.PUBLISHED_EDITED: Reason.FIT,
    State.SPAM: Reason.ADVERT,
    State.HELD: Reason.FIT,
}
"""The reason a step has when none is given; the others need one."""
KEPT = "kept"
"""What the button sends that leaves an edit public as it is, whatever was proposed since."""
REOPEN = {name: _("Mở lại ý kiến rồi làm lại.") for name in ("required", "invalid")}
"""What is said of a form that carries nothing of the page it stood on."""
PUBLISHING = (State.PUBLISHED_EDITED.value, State.PUBLISHED.value)
GRANTED = (State.HELD, State.PUBLISHED, State.PUBLISHED_EDITED, State.HIDDEN)
"""Where an appeal that is granted may lead."""


class DeskForm(forms.Form):
    """A form about one comment, as its moderator saw it."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**31, error_messages=REOPEN)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=2**63)
    use_required_attribute = False

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        # Several stand on one page: each has names of its own for labels to point at.
        super().__init__(*args, label_suffix="", auto_id=f"{type(self).__name__.lower()}-%s", **kwargs)
        self.comment = comment
        if not self.is_bound:
            self.initial |= self._fresh(comment)

    def _fresh(self, comment: Comment) -> dict[str, Any]:
        """Return what the hidden fields say of a comment as it is now."""
        last = comment.decisions.last()
        return {"version": comment.version, "seen": last.n if last else 0}

    def renew(self, comment: Comment) -> None:
        """Have the next try made knowing what is on the page now."""
        self.data = self.data.copy()
        for name, value in self._fresh(comment).items():
            self.data.setlist(name, [str(value)])


class DecisionForm(DeskForm):
    """A step with its reason. ``to`` is the button: ``rejected``, ``kept`` or, with a reason, ``rejected:advert``."""

    to = forms.CharField(required=False, max_length=40)
    reason = forms.ChoiceField(
        label=_("Lý do"),
        choices=[("", _("Chọn lý do")), *((one.value, one.label) for one in MODERATORS_REASONS)],
        required=False,
        error_messages={"invalid_choice": _("Chọn một lý do trong danh sách.")},
    )
    note_public = ReaderText(
        label=_("Lời nhắn cho người viết"),
        most=NOTE,
        lines=True,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Người viết đọc được ở biên nhận. Bắt buộc khi chọn “Khác” hoặc đề nghị viết lại."),
    )
    note_internal = ReaderText(
        label=_("Ghi chú nội bộ"), most=NOTE, lines=True, widget=forms.Textarea({"rows": 2}), help_text=_("Chỉ cán bộ.")
    )

    def clean(self) -> dict[str, Any]:
        """Take button and reason apart; a step that tells somebody "no" needs a reason, one that asks needs words."""
        values = super().clean()
        to, _colon, named = values.get("to", "").partition(":")
        keeps = to == KEPT
        to = self.comment.state if keeps else to
        reason = named or values.get("reason") or USUAL.get(to, "")
        if to not in next_states(self.comment) and to not in State.values:
            self.add_error(None, _("Chọn một việc: đăng, không đăng, thư rác…"))
        elif not reason:
            self.add_error("reason", _("Chọn lý do."))
        elif reason not in MODERATORS_REASONS:
            self.add_error("reason", _("Chọn một lý do trong danh sách."))
        elif to == State.RETURNED and not values.get("note_public"):
            self.add_error("note_public", _("Viết cho người gửi biết cần sửa gì."))
        elif reason == Reason.OTHER and not values.get("note_public"):
            self.add_error("note_public", _("Chọn “Khác” thì ghi rõ lý do."))
        return {**values, "to": to, "reason": reason, "keeps": keeps}

    def buttons(self) -> list[dict[str, str]]:
        """Return the steps that may be taken now, each with what its button says and the key that presses it.

        Where somebody mended the words, that edit comes first: who approves in haste publishes it, and not what was
        taken out of it.
        """
        comment, again = self.comment, _("Xem lại, vẫn đăng")
        has_newer = comment.is_edited and comment.proposed != shown_edit(comment)
        offered = {KEPT: again} if has_newer else {}
        for state in sorted(next_states(comment), key=lambda state: state != State.PUBLISHED_EDITED):
            if state == State.PUBLISHED_EDITED and comment.proposed is None:
                continue
            stays = state == comment.state and state in PUBLIC and not has_newer
            offered[state.value] = again if stays else VERBS[state]
        approves = next((to for to in (KEPT, *PUBLISHING) if to in offered), "")
        keys = {approves: "publish", State.REJECTED.value: "reject", State.SPAM.value: "spam"}
        return [{"to": to, "label": label, "key": keys.get(to, "")} for to, label in offered.items()]


class EditForm(DeskForm):
    """The reader's words, mended."""

    name = ReaderText(label=_("Họ tên"), most=NAME_LENGTH, least=1)
    body = ReaderText(
        label=_("Nội dung"),
        most=BODY_LENGTH,
        least=2,
        lines=True,
        widget=forms.Textarea({"rows": 8}),
        help_text=_("Chỉ sửa chính tả, dấu, xuống dòng, bớt dữ liệu cá nhân hay câu lạc đề. Không đổi ý, số, tên nơi."),
    )
    reason = forms.ChoiceField(
        label=_("Lý do sửa"),
        choices=[(one.value, one.label) for one in KEYED],
        error_messages={"required": _("Chọn lý do."), "invalid_choice": _("Chọn một lý do trong danh sách.")},
    )


class AppealForm(DeskForm):
    """The answer to an appeal; granting it leads the comment on."""

    outcome = forms.ChoiceField(
        label=_("Kết quả"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn kết quả."), "invalid_choice": _("Chọn một kết quả trong danh sách.")},
    )
    answer = ReaderText(
        label=_("Trả lời người khiếu nại"), most=NOTE, least=2, lines=True, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, comment: Comment, **kwargs: Any) -> None:
        super().__init__(*args, comment=comment, **kwargs)
        granted = [
            (one.value, f"{_('Chấp nhận')}: {str(VERBS[one]).lower()}")
            for one in next_states(comment)
            if one in GRANTED
            and one != comment.state
            and (one != State.PUBLISHED_EDITED or comment.proposed is not None)
        ]
        self.fields["outcome"].choices = [*granted, ("refused", _("Giữ nguyên quyết định"))]


class AnswerForm(DeskForm):
    """An answer of the office below a comment. ``submit_key`` names this one: sent twice it is one answer."""

    submit_key = forms.RegexField(r"^[0-9a-f]{32}\Z", widget=forms.HiddenInput, error_messages=REOPEN)
    badge = forms.ChoiceField(
        label=_("Trả lời với tư cách"),
        choices=Badge,
        error_messages={"required": _("Chọn tư cách."), "invalid_choice": _("Chọn tư cách trong danh sách.")},
    )
    name = ReaderText(label=_("Tên người hoặc đơn vị trả lời"), most=NAME_LENGTH, least=2, initial=_("Ban biên tập"))
    body = ReaderText(
        label=_("Nội dung trả lời"), most=BODY_LENGTH, least=2, lines=True, widget=forms.Textarea({"rows": 4})
    )

    def _fresh(self, comment: Comment) -> dict[str, Any]:
        """Return a key besides."""
        return super()._fresh(comment) | {"submit_key": fresh_guard()["submit_key"]}


class HoldForm(DeskForm):
    """Why a network waits behind all others."""

    days = forms.ChoiceField(
        label=_("Trong"),
        choices=[(str(days), _("%(days)s ngày") % {"days": days}) for days in (1, 3, 7)],
        error_messages={"required": _("Chọn số ngày."), "invalid_choice": _("Chọn 1, 3 hoặc 7 ngày.")},
    )
    why = ReaderText(label=_("Lý do"), most=300, least=3)


class EraseForm(DeskForm):
    """Deleting a writer's data for good."""

    sure = forms.BooleanField(
        label=_("Tôi đã kiểm tra: người viết yêu cầu, hoặc luật buộc phải xóa."),
        error_messages={"required": _("Đánh dấu để xác nhận. Xóa rồi không lấy lại được.")},
    )
    note_internal = ReaderText(
        label=_("Căn cứ (chỉ cán bộ thấy, không ghi tên người viết)"), most=NOTE, least=3, lines=True
    )


class ChooseForm(DeskForm):
    """Putting a comment first, or back."""

    chosen = forms.BooleanField(required=False, widget=forms.HiddenInput)


class PlainStepForm(DeskForm):
    """A step that needs no words: claiming, releasing, undoing."""
