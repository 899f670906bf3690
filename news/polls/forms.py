"""The ballot."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from news.polls.models import Option, Poll
from portal.intake.forms import FASTEST, GuardedForm, fresh_guard


class BallotForm(GuardedForm):
    """One choice."""

    option = forms.ModelChoiceField(
        label=_("Chọn một phương án"),
        queryset=Option.objects.none(),
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Xin chọn một phương án."),
            "invalid_choice": _("Không có phương án này. Xin chọn lại."),
        },
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"phieu-{poll.pk}-%s", **kwargs)
        self.fields["option"].queryset = poll.options.order_by("sort_order", "pk")
        self.use_required_attribute = False
        if not self.is_bound:
            # One click is quick: a vote is never too early.
            self.initial.update(fresh_guard(int(time.time()) - FASTEST))
