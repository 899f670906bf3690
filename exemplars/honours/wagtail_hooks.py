"""What honours add to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from exemplars.honours.admin.viewsets import HonourGroup
from exemplars.honours.models import Conferral
from exemplars.honours.states import LOG_ACTION

register_snippet(HonourGroup)


@hooks.register("register_log_actions")
def changes_of_state(actions: Any) -> None:
    """What became of a conferral stands in its history."""

    @actions.register_action(LOG_ACTION)
    class StateChanged(LogFormatter):
        label = gettext_lazy("Đổi hiệu lực khen thưởng")

        def format_message(self, entry: Any) -> str:
            labels = dict(Conferral.State.choices)
            said = {"to": labels.get(entry.data["to"], ""), "on": entry.data["on"], "reason": entry.data["reason"]}
            return _("Thành “%(to)s” từ %(on)s. Lý do: %(reason)s") % said
