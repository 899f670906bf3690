"""Registers the staff side with Wagtail."""

from django.http import HttpRequest
from wagtail import hooks
from wagtail.admin.ui.components import Component

from portal.desk.dashboard import WritePanel, sections_to_write_in


@hooks.register("construct_homepage_panels")
def add_write_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put “Viết bài mới” first for everybody who may write."""
    if next(sections_to_write_in(request.user), None) is not None:
        panels.append(WritePanel())
