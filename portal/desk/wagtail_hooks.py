"""Registers the staff side with Wagtail."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from portal.desk.dashboard import WritePanel, sections_to_write_in
from portal.desk.importing.upload import UploadView, open_sections


@hooks.register("construct_homepage_panels")
def add_write_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put “Viết bài mới” first for everybody who may write."""
    if next(sections_to_write_in(request.user), None) is not None:
        panels.append(WritePanel())


class ImportMenuItem(MenuItem):
    """“Nhập từ Word”, shown to those who may add bulletins."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may add a bulletin anywhere."""
        return open_sections(request.user).exists()


@hooks.register("register_admin_urls")
def import_urls() -> list[URLPattern]:
    """The page that takes a Word file."""
    return [path("nhap-bai/", UploadView.as_view(), name="desk_import")]


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    """Put “Nhập từ Word” under the pages in the menu."""
    return ImportMenuItem(_("Nhập từ Word"), reverse("desk_import"), name="import", icon_name="upload", order=150)
