"""The moderators' panel on the admin's first page."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.components import Component

from news.comments import queues
from news.comments.desk.common import LABELS, url_of
from news.comments.desk.service import service


class CommentsPanel(Component):
    """What waits in each queue, since when, and how the promise to readers is kept."""

    name = "comments"
    template_name = "comments/desk/panel.html"
    order = 40

    def get_context_data(self, parent_context: dict[str, Any]) -> dict[str, Any]:
        """Counts, the oldest, the shares in per cent."""
        counts = queues.counts(parent_context["request"].user)
        kept = service()
        return {
            "queues": [{"label": LABELS[name], "count": counts[name], "url": url_of("queue", name)} for name in counts],
            "kept": kept,
            "soon": int(kept.soon * 100),
            "latest": int(kept.latest * 100),
        }
