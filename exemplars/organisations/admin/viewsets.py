"""The list of organisations, their form with what they became, and their chooser."""

from __future__ import annotations

from datetime import date

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from exemplars.organisations.models import Organisation
from portal.places.widgets import PlaceChooser
from portal.vietnamese.text import fold, syllables

MOST_WORDS = 10


def _day(day: date | None) -> str:
    """A day as documents print it."""
    return f"{day:%d/%m/%Y}" if day else ""


def search_organisations(organisations: QuerySet, query: str) -> QuerySet:
    """Return the organisations whose name, short name, other names or place hold every word, without accents."""
    words = syllables(fold(query))[:MOST_WORDS]
    rows = organisations.order_by().values_list("pk", "name", "short_name", "aliases", "place__full_name")
    found = [pk for pk, *texts in rows if all(word in fold(" ".join(filter(None, texts))) for word in words)]
    return organisations.filter(pk__in=found)


class OrganisationFilters(WagtailFilterSet):
    """What narrows the list."""

    current = django_filters.BooleanFilter(label=_("Hiện nay còn"), method="keep_current")

    def keep_current(self, organisations: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep those of today, or those that have ended."""
        now = Organisation.objects.in_force().values("pk")
        return organisations.filter(pk__in=now) if value else organisations.exclude(pk__in=now)

    class Meta:
        model = Organisation
        fields = ("kind", "current")


class OrganisationIndexView(IndexView):
    """The list, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search names."""
        return search_organisations(queryset, self.search_query) if self.is_searching else queryset


class OrganisationSearchForm(BaseFilterForm):
    """The search box of the chooser."""

    q = forms.CharField(label=_("Tìm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Tìm")}))

    def filter(self, objects: QuerySet) -> QuerySet:
        """Filter the rows offered."""
        objects = super().filter(objects)
        if query := self.cleaned_data.get("q", "").strip():
            objects = search_organisations(objects, query)
            self.is_searching, self.search_query = True, query
        return objects


class _Choosing:
    """What both views of the chooser share."""

    filter_form_class = OrganisationSearchForm

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("place", label=_("Địa bàn"), accessor="place"),
            Column("period", label=_("Thời gian"), accessor="period"),
        ]

    def get_object_list(self) -> QuerySet:
        return Organisation.objects.select_related("place__province")


class _ChooseView(_Choosing, ChooseView):
    pass


class _ChooseResultsView(_Choosing, ChooseResultsView):
    pass


class OrganisationChooserViewSet(SnippetChooserViewSet):
    """The chooser of organisations."""

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView


class OrganisationViewSet(SnippetViewSet):
    """Organisations."""

    model = Organisation
    icon = "group"
    menu_label = _("Tổ chức, đơn vị")
    menu_name = "organisations"
    menu_order = 185
    add_to_admin_menu = True
    index_view_class = OrganisationIndexView
    chooser_viewset_class = OrganisationChooserViewSet
    filterset_class = OrganisationFilters
    search_fields = ("name_key",)
    list_per_page = 50
    copy_view_enabled = False
    list_display = (
        "name",
        Column("get_kind_display", label=_("Loại"), sort_key="kind"),
        Column("place", label=_("Địa bàn")),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda row: _day(row.valid_to), sort_key="valid_to"),
        BooleanColumn("is_current", label=_("Hiện nay còn")),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("short_name"), FieldPanel("kind")]),
                FieldPanel("aliases"),
                FieldPanel("place", widget=PlaceChooser),
                FieldPanel("parent"),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
            ],
            heading=_("Tổ chức, đơn vị"),
            help_text=_("Khi đổi tên hoặc sáp nhập: ghi ngày kết thúc ở đây, tạo tổ chức mới, rồi nối ở phần dưới."),
        ),
        InlinePanel("links_to_successors", heading=_("Đã trở thành"), label=_("Tổ chức kế thừa")),
        MultiFieldPanel([FieldPanel("slug")], heading=_("Thêm"), classname="collapsed"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Organisation]:
        """Organisations with their places."""
        return Organisation.objects.select_related("place__province")
