"""Honours and conferrals in the Wagtail admin."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from exemplars.honours.admin.batch_view import BatchView
from exemplars.honours.admin.search import HonourChooserViewSet, HonourIndexView
from exemplars.honours.admin.state_view import ChangeStateView
from exemplars.honours.admin.views import ConferralCreateView, ConferralEditView, ConferralIndexView
from exemplars.honours.models import Conferral, Honour


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


class HonourFilters(WagtailFilterSet):
    """What narrows the vocabulary."""

    kind = django_filters.ChoiceFilter(label=_("Loại"), choices=Honour.Kind.choices, empty_label=_("Tất cả"))
    level = django_filters.ChoiceFilter(label=_("Cấp"), choices=Honour.Level.choices, empty_label=_("Tất cả"))
    ended = django_filters.BooleanFilter(
        label=_("Không còn áp dụng"), field_name="valid_to", lookup_expr="isnull", exclude=True
    )

    class Meta:
        model = Honour
        fields = ("kind", "level", "ended")


class HonourViewSet(SnippetViewSet):
    """The vocabulary of titles and commendations."""

    model = Honour
    icon = "tag"
    menu_label = _("Danh hiệu, hình thức")
    menu_name = "honours"
    index_view_class = HonourIndexView
    chooser_viewset_class = HonourChooserViewSet
    filterset_class = HonourFilters
    search_fields = ("name",)
    list_per_page = 100
    copy_view_enabled = False
    list_display = (
        "name",
        Column("get_kind_display", label=_("Loại"), sort_key="kind"),
        Column("get_level_display", label=_("Cấp"), sort_key="level"),
        Column("recipients_line", label=_("Đối tượng")),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda row: _day(row.valid_to), sort_key="valid_to"),
        Column("times", label=_("Lượt khen"), sort_key="times"),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("kind"), FieldPanel("level")]),
                FieldRowPanel([FieldPanel("classes"), FieldPanel("rank")]),
                FieldRowPanel(
                    [FieldPanel("for_individual"), FieldPanel("for_collective"), FieldPanel("for_household")]
                ),
                FieldPanel("meaning"),
            ],
            heading=_("Danh hiệu, hình thức"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("conferred_by"),
                FieldPanel("law"),
                FieldRowPanel([FieldPanel("law_number"), FieldPanel("article")]),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
            heading=_("Quy định"),
        ),
        FieldPanel("aliases"),
        FieldRowPanel([FieldPanel("code"), FieldPanel("slug")]),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Honour]:
        """Honours with how often each was conferred."""
        return Honour.objects.annotate(times=Count("conferrals"))


_LARGEST = 10**12  # a primary key; databases refuse much larger numbers


class ConferralFilters(WagtailFilterSet):
    """What narrows the list of conferrals."""

    honour = django_filters.ModelChoiceFilter(
        label=_("Danh hiệu, hình thức"), queryset=Honour.objects.all(), empty_label=_("Tất cả")
    )
    level = django_filters.ChoiceFilter(
        label=_("Cấp"), field_name="honour__level", choices=Honour.Level.choices, empty_label=_("Tất cả")
    )
    year = django_filters.NumberFilter(label=_("Năm"), max_value=2100)
    state = django_filters.ChoiceFilter(label=_("Hiệu lực"), choices=Conferral.State.choices, empty_label=_("Tất cả"))
    verb = django_filters.ChoiceFilter(
        label=_("Hình thức trao"), choices=Conferral.Verb.choices, empty_label=_("Tất cả")
    )
    lacking = django_filters.ChoiceFilter(
        label=_("Còn thiếu"),
        method="filter_lacking",
        choices=[("decision", _("Văn bản quyết định")), ("exemplar", _("Hồ sơ trong sổ gương"))],
        empty_label=_("Tất cả"),
    )
    decision = django_filters.NumberFilter(field_name="decision_id", max_value=_LARGEST, widget=forms.HiddenInput)
    exemplar = django_filters.NumberFilter(field_name="exemplar_id", max_value=_LARGEST, widget=forms.HiddenInput)

    class Meta:
        model = Conferral
        fields = ("honour", "level", "year", "state", "verb", "lacking", "decision", "exemplar")

    def filter_lacking(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        """Keep what has no document, or no dossier."""
        return queryset.filter(Q(decision=None) if value == "decision" else Q(exemplar=None))


class ConferralViewSet(SnippetViewSet):
    """Who received what."""

    model = Conferral
    icon = "pick"
    menu_label = _("Lượt khen thưởng")
    menu_name = "conferrals"
    index_view_class = ConferralIndexView
    add_view_class = ConferralCreateView
    edit_view_class = ConferralEditView
    filterset_class = ConferralFilters
    search_fields = ("recipient_key",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "recipient_label",
        Column("title", label=_("Danh hiệu, hình thức"), sort_key="honour__sort_key"),
        Column("year", label=_("Năm"), sort_key="year"),
        Column("decision", label=_("Quyết định"), accessor=lambda row: row.decision or row.decision_text),
        Column("get_state_display", label=_("Hiệu lực"), sort_key="state"),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("exemplar"),
                FieldRowPanel([FieldPanel("recipient_name"), FieldPanel("recipient_unit")]),
            ],
            heading=_("Ai được khen"),
            help_text=_("Chọn gương trong sổ. Khi chưa có hồ sơ, ghi tên như trong quyết định."),
        ),
        MultiFieldPanel(
            [
                FieldPanel("honour"),
                FieldRowPanel([FieldPanel("honour_class"), FieldPanel("verb"), FieldPanel("basis")]),
                FieldPanel("achievement"),
            ],
            heading=_("Danh hiệu, hình thức"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("decision"),
                FieldPanel("decision_text"),
                FieldRowPanel([FieldPanel("conferred_on"), FieldPanel("year")]),
                FieldPanel("authority"),
            ],
            heading=_("Quyết định"),
            help_text=_("Chọn văn bản thì ngày, năm, cấp có thẩm quyền tự điền."),
        ),
        HelpPanel(template="honours/admin/state_panel.html", heading=_("Hiệu lực")),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Conferral]:
        """Conferrals with all that a row shows."""
        return Conferral.objects.select_related("exemplar", "honour", "decision__type", "decision__issuer")

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's own views, the change of state, and several recipients at once."""
        return [
            *super().get_urlpatterns(),
            path("hieu-luc/<int:pk>/", self.construct_view(ChangeStateView), name="state"),
            path("nhieu-nguoi/", self.construct_view(BatchView), name="batch"),
        ]


class HonourGroup(SnippetViewSetGroup):
    """ "Khen thưởng" in the menu."""

    menu_label = _("Khen thưởng")
    menu_name = "khen-thuong"
    menu_icon = "pick"
    menu_order = 145
    items: tuple[Any, ...] = (ConferralViewSet, HonourViewSet)
