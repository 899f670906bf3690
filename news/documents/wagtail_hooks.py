"""What documents add to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from news.documents.admin.viewsets import DocumentGroup

register_snippet(DocumentGroup)


@hooks.register("register_log_actions")
def citation_decisions(actions: Any) -> None:
    """Decisions on citations stand in the history of the page."""

    @actions.register_action("documents.citation_linked")
    class Linked(LogFormatter):
        label = gettext_lazy("Nối viện dẫn")

        def format_message(self, entry: Any) -> str:
            said = {"citations": "; ".join(entry.data["citations"]), "document": entry.data["document"]}
            return _("Nối “%(citations)s” với %(document)s") % said

    @actions.register_action("documents.citation_ignored")
    class Ignored(LogFormatter):
        label = gettext_lazy("Bỏ qua viện dẫn")

        def format_message(self, entry: Any) -> str:
            return _("Bỏ qua “%s”, không phải viện dẫn cần nối") % "; ".join(entry.data["citations"])

    @actions.register_action("documents.citation_reopened")
    class Reopened(LogFormatter):
        label = gettext_lazy("Xem lại viện dẫn")

        def format_message(self, entry: Any) -> str:
            return _("Bỏ quyết định về “%s”") % "; ".join(entry.data["citations"])
