"""What the views of the desk share: a permission each, Wagtail's frame, answers to forms and to the script alike."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from news.comments.models import Comment
from news.comments.queues import APPEALS, FLAGGED, MINE, NEW, QUEUES, RELATED, REPORTED

ALL = "all"
LABELS = {
    NEW: _("Mới"),
    FLAGGED: _("Có cờ"),
    REPORTED: _("Bị báo cáo"),
    APPEALS: _("Khiếu nại"),
    MINE: _("Của tôi"),
    ALL: _("Tất cả"),
}
QUEUE = "hang"
"""Name of the parameter that says from which queue somebody came."""
JUST_DECIDED = "vua"
"""Name of the parameter that says which comment was just decided about."""

LOOK = ASSIST = "assist_comment"
DECIDE = "decide_comment"
ANSWER = "answer_comment"
APPEAL, ERASE, SANCTION = "decide_appeal", "erase_comment", "add_sanction"


def url_of(name: str, *args: Any) -> str:
    """Return the address of one of the desk's views."""
    return reverse(f"comments_desk:{name}", args=args)


def queue_of(request: HttpRequest) -> str:
    """Return the queue somebody works on, as the address or the form says; the new ones otherwise."""
    asked = request.POST.get(QUEUE) or request.GET.get(QUEUE) or NEW
    return asked if asked in (*QUEUES, ALL) else NEW


def wants_json(request: HttpRequest) -> bool:
    """Tell whether the desk's script asks: it shows the outcome without leaving the list."""
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def may(user: Any, permission: str) -> bool:
    """Tell whether a user has one of the permissions about comments."""
    return user.has_perm(f"comments.{permission}")


class DeskView(WagtailAdminTemplateMixin, TemplateView):
    """A view for those who have one permission about comments (``permission``: its codename)."""

    permission = LOOK
    header_icon = "comment"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else."""
        if not may(request.user, self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """Home, the queue, then here."""
        queue = queue_of(self.request)
        listed = {"url": url_of("queue", queue), "label": f"{_('Ý kiến bạn đọc')}: {LABELS[queue]}"}
        return [*self.breadcrumbs_items, listed, {"url": "", "label": self.get_header_title()}]


class CommentView(DeskView):
    """A view about one comment."""

    @cached_property
    def comment(self) -> Comment:
        """The comment of the address, with what a page about it shows."""
        return get_object_or_404(Comment.objects.select_related(*RELATED), pk=self.kwargs["pk"])

    def get_page_title(self) -> str:
        """Which comment it is."""
        return str(_("Ý kiến %(reference)s") % {"reference": self.comment.reference})
