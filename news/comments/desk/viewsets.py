"""“Ý kiến bạn đọc” in the menu: the queues, and what the lead moderator sets."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from news.comments import queues
from news.comments.desk import acts
from news.comments.desk.common import LOOK, may
from news.comments.desk.listing import CountsView, QueueView
from news.comments.desk.many import ManyView
from news.comments.desk.one import OneView
from news.comments.models import Sanction, ThreadPolicy, WordRule


def waiting(user: Any) -> int:
    """Return how many comments wait for somebody, whatever for."""
    counts = queues.counts(user)
    return sum(counts[name] for name in (queues.NEW, queues.FLAGGED, queues.REPORTED, queues.APPEALS))


class QueuesMenuItem(MenuItem):
    """Shown to those who may look at comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this user may."""
        return may(request.user, LOOK)


class DeskMenuItem(SubmenuMenuItem):
    """The group's entry, with the number waiting."""

    def render_component(self, request: HttpRequest) -> Any:
        """Add the number for those who handle comments."""
        component = super().render_component(request)
        count = waiting(request.user) if may(request.user, LOOK) else 0
        if count:
            # The sidebar has no room for the whole name and a number.
            component.label = _("Ý kiến (%(count)d)") % {"count": count}
        return component


class DeskViewSet(ViewSet):
    """The queues, one comment, and what is done about it."""

    name = "comments_desk"
    url_prefix = "y-kien"
    icon = "comment"
    menu_label = _("Hàng chờ")
    menu_name = "comments-desk"
    menu_item_class = QueuesMenuItem

    def get_urlpatterns(self) -> list[Any]:
        """The views of the desk."""
        steps = {
            "quyet-dinh": ("decide", acts.DecideView),
            "hoan-tac": ("undo", acts.UndoView),
            "nhan": ("claim", acts.ClaimView),
            "tra-lai": ("release", acts.ReleaseView),
            "bien-tap": ("edit", acts.EditView),
            "khieu-nai": ("appeal", acts.AppealView),
            "chon": ("choose", acts.ChooseView),
            "tra-loi": ("answer", acts.AnswerView),
            "giu-mang": ("hold", acts.HoldView),
            "xoa": ("erase", acts.EraseView),
        }
        return [
            path("", self.construct_view(QueueView), name="index"),
            path("hang/<slug:name>/", self.construct_view(QueueView), name="queue"),
            path("dem/", self.construct_view(CountsView), name="counts"),
            path("nhieu/", self.construct_view(ManyView), name="many"),
            path("<int:pk>/", self.construct_view(OneView), name="one"),
            *(path(f"<int:pk>/{slug}/", self.construct_view(view), name=name) for slug, (name, view) in steps.items()),
        ]


class WordRuleViewSet(SnippetViewSet):
    """Words to look at twice."""

    model = WordRule
    icon = "warning"
    menu_label = _("Từ cần xem kỹ")
    menu_name = "word-rules"
    search_fields = ("text", "note")
    list_filter = ("kind", "match", "active")
    list_per_page = 50
    list_display = (
        "text",
        Column("kind", label=_("Mức"), accessor="get_kind_display", sort_key="kind"),
        Column("match", label=_("Cách so"), accessor="get_match_display", sort_key="match"),
        Column("hits", label=_("Số lần gặp"), sort_key="hits"),
        Column("false_hits", label=_("Gặp nhưng vẫn đăng nguyên văn"), sort_key="false_hits"),
        BooleanColumn("active", label=_("Đang dùng"), sort_key="active"),
    )
    copy_view_enabled = False
    inspect_view_enabled = False
    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("match")]),
        FieldPanel("note"),
        FieldPanel("active"),
        FieldRowPanel([FieldPanel("hits", read_only=True), FieldPanel("false_hits", read_only=True)]),
    ]


class ThreadPolicyViewSet(SnippetViewSet):
    """Where readers may comment, page by page or section by section."""

    model = ThreadPolicy
    icon = "lock-open"
    menu_label = _("Nơi nhận ý kiến")
    menu_name = "thread-policies"
    list_display = (
        Column("page", label=_("Trang hoặc mục")),
        Column("mode", label=_("Bình luận"), accessor="get_mode_display", sort_key="mode"),
        Column(
            "close_after_days",
            label=_("Đóng sau (ngày)"),
            accessor=lambda row: row.close_after_days if row.mode == ThreadPolicy.Mode.DATED else "",
        ),
    )
    copy_view_enabled = False
    panels = [FieldPanel("page"), FieldPanel("mode"), FieldPanel("close_after_days")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ThreadPolicy]:
        """With the pages' titles."""
        return ThreadPolicy.objects.select_related("page").order_by("page__path")


class NoAdding(ModelPermissionPolicy):
    """Whatever somebody's permissions: a network is held from one of its comments, never by typing a number."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse adding."""
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Leave adding out of the question."""
        return super().user_has_any_permission(user, [action for action in actions if action != "add"])


register_permission_policy(Sanction, NoAdding(Sanction))


class SanctionViewSet(SnippetViewSet):
    """Networks whose comments wait behind all others."""

    model = Sanction
    icon = "time"
    menu_label = _("Mạng đang bị giữ")
    menu_name = "sanctions"
    list_display = (
        Column("net_hash", label=_("Mạng"), accessor=lambda row: row.net_hash[:8]),
        Column("reason", label=_("Lý do")),
        Column("until", label=_("Đến"), accessor=lambda row: f"{timezone.localtime(row.until):%H:%M %d/%m/%Y}"),
        Column("made_by", label=_("Người giữ"), accessor=lambda row: row.made_by or ""),
    )
    copy_view_enabled = False
    panels = [FieldPanel("reason"), FieldPanel("until")]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Sanction]:
        """The newest first."""
        return Sanction.objects.select_related("made_by").order_by("-until")


class CommentsGroup(SnippetViewSetGroup):
    """“Ý kiến bạn đọc” in the menu."""

    menu_label = _("Ý kiến bạn đọc")
    menu_name = "y-kien-ban-doc"
    menu_icon = "comment"
    menu_order = 105
    items: tuple[Any, ...] = (DeskViewSet, WordRuleViewSet, ThreadPolicyViewSet, SanctionViewSet)

    def get_menu_item(self, order: int | None = None) -> MenuItem:
        """Wagtail's submenu, with the number waiting."""
        return DeskMenuItem(
            label=self.menu_label,
            menu=Menu(items=self.get_submenu_items()),
            name=self.menu_name,
            icon_name=self.menu_icon,
            order=self.get_menu_item_order(order),
        )
