"""What movements and clusters add to the Wagtail admin."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter
from wagtail.snippets.models import register_snippet

from exemplars.movements.admin.viewsets import MovementGroup

register_snippet(MovementGroup)


@hooks.register("register_log_actions")
def score_actions(actions: Any) -> None:
    """Scores saved and years copied stand in the history of the term."""

    @actions.register_action("movements.scored")
    class Scored(LogFormatter):
        label = gettext_lazy("Chấm điểm")

        def format_message(self, entry: Any) -> str:
            return _("Sửa %(count)s giá trị trong bảng điểm") % {"count": entry.data["values"]}

    @actions.register_action("movements.copied")
    class Copied(LogFormatter):
        label = gettext_lazy("Chép năm")

        def format_message(self, entry: Any) -> str:
            return _("Chép thành viên và tiêu chí từ năm %(year)s") % {"year": entry.data["year"]}
