"""What nominations add to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.ui.components import Component

from exemplars.nominations.admin.common import LOOK, url_of
from exemplars.nominations.admin.queue import QueuePanel, waiting
from exemplars.nominations.admin.viewsets import NominationsViewSet


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
