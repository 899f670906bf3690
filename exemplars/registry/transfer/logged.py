"""What imports and exports leave in the history."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import LogFormatter

COMMITTED, UNDONE, UPDATED, EXPORTED = (
    "registry.import_committed",
    "registry.import_undone",
    "registry.import_updated",
    "registry.exported",
)


def register(actions: Any) -> None:
    """Tell Wagtail's log what the actions are called."""

    @actions.register_action(COMMITTED)
    class Committed(LogFormatter):
        label = gettext_lazy("Nhập danh sách gương")

        def format_message(self, entry: Any) -> str:
            return _("Nhập danh sách: thêm %(added)s, sửa %(updated)s hồ sơ") % entry.data

    @actions.register_action(UNDONE)
    class Undone(LogFormatter):
        label = gettext_lazy("Hoàn tác nhập danh sách gương")

        def format_message(self, entry: Any) -> str:
            return _("Hoàn tác lần nhập")

    @actions.register_action(UPDATED)
    class Updated(LogFormatter):
        label = gettext_lazy("Cập nhật từ danh sách")

        def format_message(self, entry: Any) -> str:
            return _("Cập nhật từ tệp %(file)s, dòng %(row)s") % entry.data

    @actions.register_action(EXPORTED)
    class Exported(LogFormatter):
        label = gettext_lazy("Xuất sổ gương")

        def format_message(self, entry: Any) -> str:
            return _("Xuất sổ gương, kể cả phần không công bố: %(file)s") % entry.data
