"""Polls in the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet

from news.documents.admin.search import VocabularyChooserViewSet
from news.polls.admin.formsets import OptionsPanel
from news.polls.admin.results import PERMISSION, ResultsView, url_of
from news.polls.models import Poll, Vote
from portal.vietnamese.text import fold


def search_questions(queryset: QuerySet, query: str) -> QuerySet:
    """Polls whose question holds every word, accents aside: there are a few a month."""
    words = fold(query).split()
    rows = queryset.order_by().values_list("pk", "question")
    return queryset.filter(pk__in=[pk for pk, question in rows if all(word in fold(question) for word in words)])


def _moment(value: Any) -> str:
    return f"{timezone.localtime(value):%d/%m/%Y %H:%M}" if value else ""


def _buttons(poll: Poll, user: Any) -> list[Button]:
    """The way to the results, for those who judge."""
    if not user.has_perm(PERMISSION):
        return []
    return [Button(ResultsView.page_title, url=url_of("results", poll.pk), icon_name="list-ul", priority=12)]


class PollIndexView(IndexView):
    """The list, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search questions."""
        return search_questions(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance: Poll) -> list[Any]:
        """Add the results to Wagtail's own."""
        return [*super().get_list_more_buttons(instance), *_buttons(instance, self.request.user)]


class PollEditView(EditView):
    """A poll's form, with the way to its results."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the results to Wagtail's own."""
        return [*super().header_more_buttons, *_buttons(self.object, self.request.user)]


class PollViewSet(SnippetViewSet):
    """Polls."""

    model = Poll
    icon = "list-ul"
    menu_label = gettext_lazy("Thăm dò ý kiến")
    menu_name = "polls"
    menu_order = 180
    add_to_admin_menu = True
    index_view_class = PollIndexView
    edit_view_class = PollEditView
    chooser_viewset_class = VocabularyChooserViewSet
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ("question",)
    list_filter = ("is_public", "place")
    list_display = (
        "question",
        Column(
            "opens_at", label=gettext_lazy("Mở từ"), accessor=lambda row: _moment(row.opens_at), sort_key="opens_at"
        ),
        Column("closes_at", label=gettext_lazy("Đóng lúc"), accessor=lambda row: _moment(row.closes_at)),
        Column("counted", label=gettext_lazy("Được tính"), sort_key="counted"),
        Column("held", label=gettext_lazy("Tạm giữ"), sort_key="held"),
        BooleanColumn("is_public", label=gettext_lazy("Công bố"), sort_key="is_public"),
    )
    panels = [
        HelpPanel(
            content=gettext_lazy(
                "Thăm dò trên mạng không đại diện cho dân cư; câu ấy luôn hiện cùng kết quả. "
                "Bạn đọc chỉ thấy kết quả sau khi bỏ phiếu hoặc khi đã đóng."
            )
        ),
        FieldPanel("question", help_text=gettext_lazy("Một câu hỏi, không gợi sẵn câu trả lời.")),
        FieldPanel("intro"),
        OptionsPanel(
            "options",
            panels=[FieldPanel("text")],
            heading=gettext_lazy("Các phương án"),
            label=gettext_lazy("Phương án"),
            min_num=2,
            max_num=12,
        ),
        FieldRowPanel([FieldPanel("opens_at"), FieldPanel("closes_at")]),
        FieldRowPanel([FieldPanel("place"), FieldPanel("figures")]),
        FieldPanel("is_public"),
        FieldPanel("remark"),
        MultiFieldPanel([FieldPanel("slug")], heading=gettext_lazy("Thêm"), classname="collapsed"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Poll]:
        """Polls with the numbers of votes that count and that were held."""
        return Poll.objects.annotate(
            counted=Count("votes", filter=Q(votes__state=Vote.State.COUNTED)),
            held=Count("votes", filter=Q(votes__state=Vote.State.HELD)),
        )

    def get_urlpatterns(self) -> list[Any]:
        """Add the results."""
        results = path("results/<int:pk>/", self.construct_view(ResultsView), name="results")
        return [*super().get_urlpatterns(), results]
