"""Consultations and days off in the Wagtail admin."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import DeleteView, EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from exemplars.consultations.admin.common import url_of
from exemplars.consultations.admin.forms import ConsultationForm, FrozenPanel
from exemplars.consultations.admin.opinions import ExportView, OpinionsView, OpinionView
from exemplars.consultations.admin.steps import StepsView
from exemplars.consultations.models import Consultation, DayChange, Opinion
from portal.vietnamese.text import fold


def _day(day: date) -> str:
    """A day as documents print it; Wagtail's own column would say "2 years ago"."""
    return f"{day:%d/%m/%Y}"


def _buttons(row: Consultation, user: Any) -> list[Button]:
    """What else may be done with a consultation."""
    buttons = []
    if user.has_perm("consultations.publish_consultation"):
        label = StepsView.page_title
        buttons.append(Button(label, url=url_of("steps", row.pk), icon_name="check", priority=12))
    if user.has_perm("consultations.read_opinion"):
        label = OpinionsView.page_title
        buttons.append(Button(label, url=url_of("opinions", row.pk), icon_name="comment", priority=14))
    return buttons


class ConsultationIndexView(IndexView):
    """The list, searched without accents, with the ways on."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search titles: a few a year."""
        if not self.is_searching:
            return queryset
        words = fold(self.search_query).split()
        titles = queryset.order_by().values_list("pk", "title")
        return queryset.filter(pk__in=[pk for pk, title in titles if all(word in fold(title) for word in words)])

    def get_list_more_buttons(self, instance: Consultation) -> list[Any]:
        """Add ours to Wagtail's own."""
        return [*super().get_list_more_buttons(instance), *_buttons(instance, self.request.user)]


class ConsultationEditView(EditView):
    """A consultation's form, with the ways on."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add ours to Wagtail's own."""
        return [*super().header_more_buttons, *_buttons(self.object, self.request.user)]


class ConsultationDeleteView(DeleteView):
    """Only a draft is deleted: what was shown to the people stays as a record, with what they said."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse to delete what was published."""
        if get_object_or_404(Consultation, pk=unquote(str(kwargs["pk"]))).is_public:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class ConsultationViewSet(SnippetViewSet):
    """Consultations."""

    model = Consultation
    icon = "group"
    menu_label = gettext_lazy("Các đợt lấy ý kiến")
    menu_name = "consultations"
    index_view_class = ConsultationIndexView
    edit_view_class = ConsultationEditView
    delete_view_class = ConsultationDeleteView
    list_per_page = 50
    copy_view_enabled = False
    search_fields = ("title",)
    list_filter = ("is_public",)
    list_display = (
        "title",
        Column("opens_on", label=gettext_lazy("Từ ngày"), accessor=lambda row: _day(row.opens_on), sort_key="opens_on"),
        Column(
            "closes_on",
            label=gettext_lazy("Đến hết ngày"),
            accessor=lambda row: _day(row.closes_on),
            sort_key="closes_on",
        ),
        Column("phase", label=gettext_lazy("Tình trạng"), accessor=lambda row: row.phase.label),
        Column("new_opinions", label=gettext_lazy("Ý kiến chưa xem"), sort_key="new_opinions"),
    )
    edit_handler = ObjectList(
        [
            HelpPanel(
                content=gettext_lazy(
                    "Danh sách phải công khai đủ 10 ngày làm việc, không kể ngày mở. Lưu xong, mở "
                    "“Công bố, gia hạn, kết quả” ở nút ba chấm để công bố."
                )
            ),
            FieldPanel("title"),
            FieldPanel("intro"),
            FieldRowPanel([FieldPanel("opens_on"), FieldPanel("closes_on")]),
            FieldPanel("document"),
            FrozenPanel(),
            InlinePanel(
                "candidates",
                panels=[
                    FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
                    FieldPanel("unit"),
                    FieldRowPanel([FieldPanel("verb"), FieldPanel("honour"), FieldPanel("honour_class")]),
                    FieldPanel("summary"),
                    FieldPanel("exemplar"),
                    FieldPanel("is_withdrawn"),
                ],
                heading=gettext_lazy("Người, tập thể được đề nghị"),
                label=gettext_lazy("Người, tập thể"),
            ),
            MultiFieldPanel(
                [FieldPanel("retention_months"), FieldPanel("slug")],
                heading=gettext_lazy("Thêm"),
                classname="collapsed",
            ),
        ],
        base_form_class=ConsultationForm,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consultation]:
        """Consultations with the number of opinions nobody has read."""
        unread = Count("opinions", filter=Q(opinions__state=Opinion.State.NEW))
        return Consultation.objects.annotate(new_opinions=unread)

    def get_urlpatterns(self) -> list[Any]:
        """Add the steps and the opinions."""
        return [
            *super().get_urlpatterns(),
            path("steps/<int:pk>/", self.construct_view(StepsView), name="steps"),
            path("opinions/<int:pk>/", self.construct_view(OpinionsView), name="opinions"),
            path("opinion/<int:pk>/", self.construct_view(OpinionView), name="opinion"),
            path("export/<int:pk>/", self.construct_view(ExportView), name="export"),
        ]


class DayChangeViewSet(SnippetViewSet):
    """Days off and make-up days."""

    model = DayChange
    icon = "calendar-alt"
    menu_label = gettext_lazy("Ngày nghỉ, ngày làm bù")
    menu_name = "day-changes"
    list_per_page = 50
    copy_view_enabled = False
    list_filter = ("is_workday",)
    list_display = (
        Column("day", label=gettext_lazy("Ngày"), accessor=lambda row: _day(row.day), sort_key="day"),
        BooleanColumn("is_workday", label=gettext_lazy("Là ngày làm việc"), sort_key="is_workday"),
        "note",
    )
    panels = [
        HelpPanel(
            content=gettext_lazy(
                "Chỉ ghi những ngày khác lịch thường: thứ Bảy, Chủ nhật và ngày lễ, Tết đã được tính sẵn. "
                "Nghỉ hoán đổi thì ghi cả hai ngày: ngày được nghỉ và ngày làm bù."
            )
        ),
        FieldPanel("day"),
        FieldPanel("is_workday"),
        FieldPanel("note"),
    ]


class ConsultationGroup(SnippetViewSetGroup):
    """ "Lấy ý kiến Nhân dân" in the menu."""

    menu_label = gettext_lazy("Lấy ý kiến Nhân dân")
    menu_name = "lay-y-kien"
    menu_icon = "group"
    menu_order = 175
    items: tuple[Any, ...] = (ConsultationViewSet, DayChangeViewSet)
