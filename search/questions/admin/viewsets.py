"""Past questions and pinned results in the Wagtail admin."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.menu import MenuItem
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import CreateView, IndexView, SnippetViewSet, SnippetViewSetGroup

from portal.vietnamese.text import squash
from search.questions.keys import LONGEST, key_of
from search.questions.models import PastQuestion, Pin


def _day(row: PastQuestion) -> str:
    return f"{row.last_asked:%d/%m/%Y}"


class KeyIndexView(IndexView):
    """A list of questions, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search the folded form."""
        return queryset.filter(key__contains=key_of(self.search_query)) if self.is_searching else queryset


class ChangeOnly(ModelPermissionPolicy):
    """Questions come from readers: nobody adds, copies or deletes one."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow looking and changing to those who may."""
        return action in {"view", "change"} and super().user_has_permission(user, action)


class QuestionFilters(WagtailFilterSet):
    """With results or without, suggested or not."""

    answered = django_filters.ChoiceFilter(
        label=_("Kết quả"),
        choices=[("no", _("Không có kết quả")), ("yes", _("Có kết quả"))],
        empty_label=_("Tất cả"),
        method="filter_answered",
    )

    class Meta:
        model = PastQuestion
        fields = ("is_hidden",)

    def filter_answered(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep those with results, or those without."""
        return queryset.filter(found__gt=0) if value == "yes" else queryset.filter(found=0)


class PastQuestionViewSet(SnippetViewSet):
    """What readers asked, those asked most first."""

    model = PastQuestion
    icon = "search"
    menu_label = _("Câu hỏi của bạn đọc")
    menu_name = "past-questions"
    index_view_class = KeyIndexView
    filterset_class = QuestionFilters
    search_fields = ("key",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "text",
        Column("readers", label=_("Lượt hỏi"), sort_key="readers"),
        Column("found", label=_("Kết quả"), sort_key="found"),
        Column("last_asked", label=_("Hỏi gần đây"), accessor=_day, sort_key="last_asked"),
        BooleanColumn("is_hidden", label=_("Không gợi ý"), sort_key="is_hidden"),
        TitleColumn("pin", label=_("Ghim"), accessor=lambda row: _("Ghim kết quả"), get_url=lambda row: _pin_url(row)),
    )
    panels = [
        FieldPanel("text", read_only=True),
        FieldPanel("readers", read_only=True),
        FieldPanel("found", read_only=True),
        FieldPanel("is_hidden"),
    ]


class PinCreateView(CreateView):
    """A new pin; ``?question=`` fills in the question."""

    def get_initial_form_instance(self) -> Pin:
        """Begin with the question of the list."""
        return Pin(question=squash(self.request.GET.get("question", ""))[:LONGEST])


class PinViewSet(SnippetViewSet):
    """Results pinned to questions."""

    model = Pin
    icon = "thumbtack"
    menu_label = _("Kết quả ghim")
    menu_name = "pins"
    index_view_class = KeyIndexView
    add_view_class = PinCreateView
    search_fields = ("key",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = ("question", Column("address", label=_("Mục được ghim")), Column("sort_order", label=_("Thứ tự")))
    panels = [FieldPanel("question"), FieldPanel("address"), FieldPanel("sort_order")]


def _pin_url(row: PastQuestion) -> str:
    return f"{reverse(PinViewSet().get_url_name('add'))}?{urlencode({'question': row.text})}"


class UnansweredMenuItem(MenuItem):
    """Straight to the questions nobody could answer."""

    def is_shown(self, request: Any) -> bool:
        """Whether this user may look at questions."""
        return ChangeOnly(PastQuestion).user_has_any_permission(request.user, {"view", "change"})


class QuestionGroup(SnippetViewSetGroup):
    """All of it, under one entry of the menu."""

    items = (PastQuestionViewSet, PinViewSet)
    menu_icon = "search"
    menu_label = _("Tìm kiếm")
    menu_name = "search-questions"
    menu_order = 320

    @cached_property
    def unanswered_url(self) -> str:
        """The list of questions without results."""
        return f"{reverse(self.registerables[0].get_url_name('list'))}?answered=no"

    def get_submenu_items(self) -> list[MenuItem]:
        """The lists, and between them what wants work."""
        first, *others = super().get_submenu_items()
        unanswered = UnansweredMenuItem(
            _("Câu hỏi không có kết quả"), self.unanswered_url, name="unanswered", icon_name="help", order=first.order
        )
        return [first, unanswered, *others]
