"""What nominations add to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter

from exemplars.nominations.admin.common import LOOK, url_of
from exemplars.nominations.admin.queue import QueuePanel, waiting
from exemplars.nominations.admin.viewsets import NominationsViewSet
from exemplars.nominations.attachments import DISCARDED, Unwanted
from exemplars.nominations.erasing import ERASED, Why


@hooks.register("register_admin_viewset")
def nominations_viewset() -> NominationsViewSet:
    """The queue."""
    return NominationsViewSet()


@hooks.register("readers_queues")
def nominations_tab(request: HttpRequest) -> list[dict[str, Any]]:
    """Show who reads readers' comments, and nominations too, how many of these wait."""
    if not request.user.has_perm(LOOK):
        return []
    return [{"label": _("Đề cử"), "count": waiting().count(), "url": url_of("index")}]


@hooks.register("construct_homepage_panels")
def add_queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show curators what waits for them."""
    if request.user.has_perm(LOOK):
        panels.append(QueuePanel())


@hooks.register("register_log_actions")
def nomination_actions(actions: Any) -> None:
    """What is removed from nominations stands in the log with who and why, and with nobody's data."""

    @actions.register_action(ERASED)
    class Erased(LogFormatter):
        label = gettext_lazy("Xóa dữ liệu phiếu giới thiệu")

        def format_message(self, entry: Any) -> str:
            return _("Xóa dữ liệu của phiếu: %(why)s") % {"why": Why(entry.data["why"]).label}

    @actions.register_action(DISCARDED)
    class Discarded(LogFormatter):
        label = gettext_lazy("Xóa tệp của phiếu giới thiệu")

        def format_message(self, entry: Any) -> str:
            said = {**entry.data, "why": Unwanted(entry.data["why"]).label}
            return _("Xóa tệp số %(number)s (%(kind)s): %(why)s") % said
