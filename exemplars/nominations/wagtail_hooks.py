"""What nominations add to the Wagtail admin."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from exemplars.nominations.admin.common import LOOK
from exemplars.nominations.admin.queue import QueuePanel
from exemplars.nominations.admin.viewsets import NominationsViewSet


@hooks.register("register_admin_viewset")
def nominations_viewset() -> NominationsViewSet:
    """The queue."""
    return NominationsViewSet()


@hooks.register("construct_homepage_panels")
def add_queue_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show curators what waits for them."""
    if request.user.has_perm(LOOK):
        panels.append(QueuePanel())
