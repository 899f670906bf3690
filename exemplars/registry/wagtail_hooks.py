"""What the registry adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from exemplars.registry.admin.bulk import ACTIONS
from exemplars.registry.admin.viewsets import RegistryGroup
from exemplars.registry.admin.worklists import PERMISSION, WorkPanel
from exemplars.registry.transfer import logged

register_snippet(RegistryGroup)
hooks.register("register_log_actions", logged.register)

for action in ACTIONS:
    # After Wagtail's own: of two actions of one name the later stays.
    hooks.register("register_bulk_action", action, order=100)


@hooks.register("construct_homepage_panels")
def add_work_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Show curators what waits for them."""
    if request.user.has_perm(PERMISSION):
        panels.append(WorkPanel())


@hooks.register("register_log_actions")
def registry_actions(actions: Any) -> None:
    """What was done to a dossier besides editing, as its history tells it."""

    @actions.register_action("registry.evidence_added")
    class EvidenceAdded(LogFormatter):
        label = gettext_lazy("Thêm tài liệu xác minh")

        def format_message(self, entry: Any) -> str:
            return _("Thêm tài liệu “%s”") % entry.data["title"]

    @actions.register_action("registry.evidence_deleted")
    class EvidenceDeleted(LogFormatter):
        label = gettext_lazy("Xóa tài liệu xác minh")

        def format_message(self, entry: Any) -> str:
            return _("Xóa tài liệu “%s”") % entry.data["title"]

    @actions.register_action("registry.merged")
    class Merged(LogFormatter):
        label = gettext_lazy("Gộp hồ sơ")

        def format_message(self, entry: Any) -> str:
            return _("Gộp %(from)s vào %(into)s: %(reason)s") % entry.data
