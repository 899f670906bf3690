"""The addresses of the queue in the admin, and its place in the menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from exemplars.nominations.admin import actions
from exemplars.nominations.admin.common import LOOK
from exemplars.nominations.admin.detail import DetailView
from exemplars.nominations.admin.queue import IndexView


class NominationsMenuItem(MenuItem):
    """Shown to those who may work on nominations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return request.user.has_perm(LOOK)


class NominationsViewSet(ViewSet):
    """The queue."""

    name = "nominations"
    url_prefix = "phieu-gioi-thieu"
    icon = "mail"
    menu_label = _("Phiếu giới thiệu")
    menu_name = "nominations"
    menu_order = 111
    add_to_admin_menu = True
    menu_item_class = NominationsMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """The list, one nomination, and what is done with it."""
        one, view = "<int:pk>/", self.construct_view
        asked, file = f"{one}hoi/<int:confirmation>/", f"{one}tep/<int:attachment>/"
        return [
            path("", view(IndexView), name="index"),
            path(one, view(DetailView), name="detail"),
            path(f"{one}quyet-dinh/", view(actions.DecideView), name="decide"),
            path(f"{one}hoi/", view(actions.AskView), name="ask"),
            path(f"{asked}gui-lai/", view(actions.AskAgainView), name="ask_again"),
            path(f"{asked}thu-hoi/", view(actions.RevokeView), name="revoke"),
            path(f"{one}ghi-tra-loi/", view(actions.RecordView), name="record"),
            path(f"{one}hoi-nguoi-gioi-thieu/", view(actions.QuestionView), name="question"),
            path(f"{one}lap-ho-so/", view(actions.FileView), name="file"),
            path(f"{one}xoa/", view(actions.EraseView), name="erase"),
            path(file, view(actions.AttachmentView), name="attachment"),
            path(f"{file}xoa/", view(actions.DeleteAttachmentView), name="attachment_delete"),
        ]
