"""Movements, clusters, blocks and their years in the Wagtail admin."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import Count, Max, Q, QuerySet
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, SnippetViewSet, SnippetViewSetGroup

from exemplars.movements.admin.formsets import CheckedInlinePanel, CriteriaFormSet, MembersFormSet
from exemplars.movements.admin.next_year import NextYearView
from exemplars.movements.admin.scores import ScoresView
from exemplars.movements.admin.search import TermIndexView
from exemplars.movements.models import Cluster, ClusterTerm, Movement
from exemplars.movements.periods import State, state_filter
from news.documents.admin.search import VocabularyChooserViewSet, VocabularyIndexView
from portal.places.widgets import PlaceChooser


def _day(day: date | None) -> str:
    """A day as documents print it; Wagtail's own column would say "2 years ago"."""
    return f"{day:%d/%m/%Y}" if day else ""


class MovementFilters(WagtailFilterSet):
    """What narrows the list of movements."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Tình trạng"),
        choices=State.choices,
        empty_label=gettext_lazy("Tất cả"),
        method="filter_state",
    )

    class Meta:
        model = Movement
        fields = ("scope", "is_public")

    def filter_state(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what runs, is to come or has ended."""
        return queryset.filter(state_filter(value, timezone.localdate()))


class MovementViewSet(SnippetViewSet):
    """Movements."""

    model = Movement
    icon = "rotate"
    menu_label = gettext_lazy("Phong trào thi đua")
    menu_name = "movements"
    index_view_class = VocabularyIndexView
    chooser_viewset_class = VocabularyChooserViewSet
    filterset_class = MovementFilters
    search_fields = ("name",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "name",
        Column("get_scope_display", label=gettext_lazy("Phạm vi"), sort_key="scope"),
        Column(
            "starts_on", label=gettext_lazy("Từ ngày"), accessor=lambda row: _day(row.starts_on), sort_key="starts_on"
        ),
        Column("ends_on", label=gettext_lazy("Đến ngày"), accessor=lambda row: _day(row.ends_on), sort_key="ends_on"),
        Column("public_exemplars", label=gettext_lazy("Gương công bố"), sort_key="public_exemplars"),
        BooleanColumn("is_public", label=gettext_lazy("Công bố"), sort_key="is_public"),
    )
    panels = [
        FieldPanel("name", help_text=gettext_lazy("Ví dụ: Cả nước thi đua đổi mới sáng tạo và chuyển đổi số")),
        FieldPanel("slogan"),
        FieldRowPanel([FieldPanel("scope"), FieldPanel("launched_by")]),
        FieldPanel("decision"),
        FieldRowPanel([FieldPanel("starts_on"), FieldPanel("ends_on")]),
        FieldPanel("summary", help_text=gettext_lazy("Hai, ba câu: thi đua làm gì, ai tham gia, đích đến là gì.")),
        FieldPanel("parent", help_text=gettext_lazy("Phong trào cấp trên mà phong trào này hưởng ứng.")),
        MultiFieldPanel(
            [FieldPanel("is_public"), FieldPanel("slug")], heading=gettext_lazy("Thêm"), classname="collapsed"
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Movement]:
        """Movements with the number of their public exemplars."""
        counted = Count("exemplars", filter=Q(exemplars__is_public=True), distinct=True)
        return Movement.objects.annotate(public_exemplars=counted)


class ClusterViewSet(SnippetViewSet):
    """Clusters and blocks."""

    model = Cluster
    icon = "group"
    menu_label = gettext_lazy("Cụm, khối thi đua")
    menu_name = "clusters"
    index_view_class = VocabularyIndexView
    chooser_viewset_class = VocabularyChooserViewSet
    search_fields = ("name",)
    list_filter = ("kind", "level", "is_public")
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "name",
        Column("get_kind_display", label=gettext_lazy("Loại"), sort_key="kind"),
        Column("get_level_display", label=gettext_lazy("Cấp tổ chức"), sort_key="level"),
        Column("newest_year", label=gettext_lazy("Năm gần nhất"), sort_key="newest_year"),
        BooleanColumn("is_public", label=gettext_lazy("Công bố"), sort_key="is_public"),
    )
    panels = [
        FieldPanel("name", help_text=gettext_lazy("Ví dụ: Cụm thi đua các tỉnh Trung du và Miền núi phía Bắc")),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
        FieldPanel("decision"),
        FieldRowPanel([FieldPanel("founded_on"), FieldPanel("dissolved_on")]),
        FieldPanel("summary"),
        MultiFieldPanel(
            [FieldPanel("is_public"), FieldPanel("slug")], heading=gettext_lazy("Thêm"), classname="collapsed"
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Cluster]:
        """Clusters with their newest year."""
        return Cluster.objects.annotate(newest_year=Max("terms__year"))


class TermFilters(WagtailFilterSet):
    """What narrows the list of years."""

    cluster = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Cụm, khối"), queryset=Cluster.objects.all(), empty_label=gettext_lazy("Tất cả")
    )
    year = django_filters.NumberFilter(label=gettext_lazy("Năm"))

    class Meta:
        model = ClusterTerm
        fields = ("cluster", "year", "is_closed")


def _term_buttons(term: ClusterTerm, user: Any) -> list[Button]:
    """What else may be done with a term."""
    names = ClusterTerm.snippet_viewset
    buttons = []
    if user.has_perm(ScoresView.permission):
        url = reverse(names.get_url_name("scores"), args=[term.pk])
        buttons.append(Button(_("Chấm điểm"), url=url, icon_name="table", priority=12))
    if user.has_perm(NextYearView.permission):
        url = reverse(names.get_url_name("next_year"), args=[term.pk])
        buttons.append(Button(_("Chép sang năm sau"), url=url, icon_name="copy", priority=14))
    return buttons


class TermListView(TermIndexView):
    """The list of years, with the way to scores and to the next year."""

    def get_list_more_buttons(self, instance: ClusterTerm) -> list[Any]:
        """Add the two to Wagtail's own."""
        return [*super().get_list_more_buttons(instance), *_term_buttons(instance, self.request.user)]


class TermEditView(EditView):
    """A year's form, with the way to scores and to the next year."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the two to Wagtail's own."""
        return [*super().header_more_buttons, *_term_buttons(self.object, self.request.user)]


class TermViewSet(SnippetViewSet):
    """The years of clusters and blocks."""

    model = ClusterTerm
    icon = "calendar-alt"
    menu_label = gettext_lazy("Từng năm, chấm điểm")
    menu_name = "cluster-terms"
    index_view_class = TermListView
    edit_view_class = TermEditView
    filterset_class = TermFilters
    search_fields = ("year",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "__str__",
        Column("member_count", label=gettext_lazy("Thành viên"), sort_key="member_count"),
        Column("criterion_count", label=gettext_lazy("Tiêu chí"), sort_key="criterion_count"),
        BooleanColumn("is_closed", label=gettext_lazy("Đã tổng kết"), sort_key="is_closed"),
    )
    panels = [
        FieldRowPanel([FieldPanel("cluster"), FieldPanel("year")]),
        FieldPanel("decision"),
        HelpPanel(
            content=gettext_lazy(
                "Ghi mỗi thành viên theo tên gọi trong năm ấy; trang công khai tự nói nay là gì. "
                "Suy tôn là kết quả bỏ phiếu để đề nghị, chưa phải là khen thưởng."
            )
        ),
        CheckedInlinePanel(
            "members",
            formset=MembersFormSet,
            panels=[
                FieldRowPanel([FieldPanel("place", widget=PlaceChooser), FieldPanel("organisation")]),
                FieldRowPanel([FieldPanel("role"), FieldPanel("rank")]),
                FieldPanel("result"),
            ],
            heading=gettext_lazy("Thành viên"),
            label=gettext_lazy("Thành viên"),
            min_num=1,
        ),
        CheckedInlinePanel(
            "criteria",
            formset=CriteriaFormSet,
            panels=[
                FieldPanel("group", help_text=gettext_lazy("Ví dụ: Phát triển kinh tế - xã hội")),
                FieldRowPanel([FieldPanel("name"), FieldPanel("max_points")]),
            ],
            heading=gettext_lazy("Bảng tiêu chí"),
            label=gettext_lazy("Tiêu chí"),
        ),
        FieldPanel("note"),
        FieldPanel("is_closed"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ClusterTerm]:
        """Years with the numbers of members and criteria."""
        counted = ClusterTerm.objects.select_related("cluster")
        return counted.annotate(
            member_count=Count("members", distinct=True), criterion_count=Count("criteria", distinct=True)
        )

    def get_urlpatterns(self) -> list[Any]:
        """Add the grid of scores and the next year."""
        names = {"edit_url_name": self.get_url_name("edit")}
        return [
            *super().get_urlpatterns(),
            path("scores/<str:pk>/", self.construct_view(ScoresView, **names), name="scores"),
            path("next-year/<str:pk>/", self.construct_view(NextYearView, **names), name="next_year"),
        ]


class MovementGroup(SnippetViewSetGroup):
    """ "Phong trào, cụm khối" in the menu."""

    menu_label = gettext_lazy("Phong trào, cụm khối")
    menu_name = "phong-trao-cum-khoi"
    menu_icon = "group"
    menu_order = 170
    items: tuple[Any, ...] = (MovementViewSet, ClusterViewSet, TermViewSet)
