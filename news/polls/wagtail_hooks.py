"""What polls add to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from news.polls.admin.results import PERMISSION, HeldPanel
from news.polls.admin.viewsets import PollViewSet
from news.polls.judging import DISCARDED, RELEASED, waiting

register_snippet(PollViewSet)


@hooks.register("construct_homepage_panels")
def held_votes(request: HttpRequest, panels: list[Component]) -> None:
    """Show held votes to those who judge them, when there are any."""
    if request.user.has_perm(PERMISSION) and waiting():
        panels.append(HeldPanel())


@hooks.register("register_log_actions")
def judging_actions(actions: Any) -> None:
    """What was decided about held votes stands in the history of the poll."""

    @actions.register_action(RELEASED)
    class Released(LogFormatter):
        label = gettext_lazy("Tính phiếu tạm giữ")

        def format_message(self, entry: Any) -> str:
            return _("%(count)s phiếu tạm giữ được tính: %(reason)s") % entry.data

    @actions.register_action(DISCARDED)
    class Discarded(LogFormatter):
        label = gettext_lazy("Không tính phiếu")

        def format_message(self, entry: Any) -> str:
            return _("%(count)s phiếu không tính: %(reason)s") % entry.data
