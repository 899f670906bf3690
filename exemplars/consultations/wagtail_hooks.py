"""What consultations add to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from exemplars.consultations.admin.viewsets import ConsultationGroup
from exemplars.consultations.opinions import EXPORTED, READ
from exemplars.consultations.publishing import CONCLUDED, EXTENDED, PUBLISHED, WITHDRAWN

register_snippet(ConsultationGroup)


@hooks.register("register_log_actions")
def consultation_actions(actions: Any) -> None:
    """Steps, and each look at somebody's opinion, stand in the history of the consultation."""

    @actions.register_action(PUBLISHED)
    class Published(LogFormatter):
        label = gettext_lazy("Công bố lấy ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Công bố, nhận ý kiến đến hết ngày %(closes_on)s") % entry.data

    @actions.register_action(EXTENDED)
    class Extended(LogFormatter):
        label = gettext_lazy("Gia hạn lấy ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Gia hạn đến hết ngày %(closes_on)s: %(reason)s") % entry.data

    @actions.register_action(WITHDRAWN)
    class Withdrawn(LogFormatter):
        label = gettext_lazy("Rút khỏi danh sách lấy ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Rút %(name)s khỏi danh sách: %(reason)s") % entry.data

    @actions.register_action(CONCLUDED)
    class Concluded(LogFormatter):
        label = gettext_lazy("Thông báo kết quả lấy ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Thông báo kết quả, %(count)s ý kiến") % entry.data

    @actions.register_action(READ)
    class Read(LogFormatter):
        label = gettext_lazy("Đọc ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Mở ý kiến %(reference)s") % entry.data

    @actions.register_action(EXPORTED)
    class Exported(LogFormatter):
        label = gettext_lazy("Xuất ý kiến")

        def format_message(self, entry: Any) -> str:
            return _("Xuất ý kiến kèm người góp ý: %(file)s") % entry.data
