"""Import and export in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from exemplars.registry.transfer.admin.exporting import ExportView
from exemplars.registry.transfer.admin.views import TITLE, ImportView, RunView, TemplateView


class ImportMenuItem(MenuItem):
    """Shown to those who may import."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return request.user.has_perm("registry.import_exemplar")


class ImportViewSet(ViewSet):
    """The pages of import and export."""

    name = "registry_imports"
    url_prefix = "nhap-so-guong"
    icon = "upload"
    menu_label = TITLE
    menu_name = "registry-imports"
    menu_item_class = ImportMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """Upload, template, one run; and what may be taken away."""
        return [
            path("", self.construct_view(ImportView), name="index"),
            path("mau.xlsx", self.construct_view(TemplateView), name="template"),
            path("xuat/", self.construct_view(ExportView), name="export"),
            path("<int:pk>/", self.construct_view(RunView), name="run"),
        ]
