"""The gazetteer for staff: everybody may look, those with permission may write down the next change."""

from __future__ import annotations

from datetime import date
from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import IndexView, InspectView, SnippetViewSet, SnippetViewSetGroup

from portal.places.admin.search import current_first, search_places
from portal.places.models import Place, Succession
from portal.places.widgets import PlaceChooser, PlaceChooserViewSet


def _day(day: date | None) -> str:
    """A day as documents print it."""
    return f"{day:%d/%m/%Y}" if day else ""


class GazetteerPolicy(ModelPermissionPolicy):
    """Whoever works in the admin may look; adding and changing ask for the permission; nothing is deleted.

    Places end, they do not vanish: old dossiers and decisions point at them.
    """

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Tell whether somebody may do something to places."""
        if action in ("view", "choose"):
            return user.is_active and user.has_perm("wagtailadmin.access_admin")
        return action != "delete" and super().user_has_permission(user, action)


class PlaceFilters(WagtailFilterSet):
    """What narrows the list of places."""

    province = django_filters.ModelChoiceFilter(
        label=_("Tỉnh, thành phố"),
        queryset=Place.objects.filter(level=Place.Level.PROVINCE),
        empty_label=_("Tất cả"),
    )
    current = django_filters.BooleanFilter(label=_("Hiện nay còn"), method="keep_current")

    def keep_current(self, places: QuerySet, name: str, value: bool) -> QuerySet:
        """Keep today's places, or those that have ended."""
        now = Place.objects.in_force().values("pk")
        return places.filter(pk__in=now) if value else places.exclude(pk__in=now)

    class Meta:
        model = Place
        fields = ("level", "kind", "province", "current")


class PlaceIndexView(IndexView):
    """The list of places, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search names of places, districts and provinces."""
        return search_places(queryset, self.search_query) if self.is_searching else queryset


class PlaceInspectView(InspectView):
    """One place: what it was made of and what it became."""

    def get_field_label(self, field_name: str, field: Any) -> str:
        """Name the rows that are no fields."""
        own = {
            "period": _("Thời gian"),
            "before": _("Được lập từ"),
            "after": _("Đã trở thành"),
            "now": _("Hiện nay thuộc"),
        }
        return str(own.get(field_name) or super().get_field_label(field_name, field))

    def get_parent_display_value(self) -> str:
        """Return the unit above, with a link."""
        return _linked(self.object.parent) if self.object.parent else "–"

    def get_period_display_value(self) -> str:
        """Return the years."""
        return self.object.period or "–"

    def get_before_display_value(self) -> str:
        """Return the links to what it was made of."""
        links = self.object.links_to_predecessors.select_related("predecessor__parent", "predecessor__province")
        return _listed([(link.predecessor, link) for link in links])

    def get_after_display_value(self) -> str:
        """Return the links to what it became."""
        links = self.object.links_to_successors.select_related("successor__parent", "successor__province")
        return _listed([(link.successor, link) for link in links])

    def get_now_display_value(self) -> str:
        """Return what it has become over all changes."""
        return ", ".join(place.label for place in self.object.successors()) or "–"


def _linked(place: Place) -> SafeString:
    url = reverse(Place.snippet_viewset.get_url_name("inspect"), args=[place.pk])
    return format_html('<a href="{}">{}</a>', url, place.full_label)


def _listed(rows: list[tuple[Place, Succession]]) -> str:
    if not rows:
        return "–"
    told = (
        (_linked(place), link.get_share_display(), _day(link.on), f", {link.basis}" if link.basis else "")
        for place, link in rows
    )
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{} ({}, {}{})</li>", told))


class PlaceViewSet(SnippetViewSet):
    """Places."""

    model = Place
    icon = "site"
    menu_label = _("Địa danh")
    menu_name = "places"
    index_view_class = PlaceIndexView
    inspect_view_class = PlaceInspectView
    inspect_view_enabled = True
    inspect_view_fields = ("full_name", "level", "code", "parent", "period", "before", "after", "now")
    copy_view_enabled = False
    chooser_viewset_class = PlaceChooserViewSet
    filterset_class = PlaceFilters
    search_fields = ("name_key",)
    list_per_page = 50
    list_display = (
        Column("full_label", label=_("Địa danh"), accessor="full_label", sort_key="sort_key"),
        Column("code", label=_("Mã"), sort_key="code"),
        Column("get_level_display", label=_("Cấp"), sort_key="level"),
        Column("valid_to", label=_("Đến hết ngày"), accessor=lambda row: _day(row.valid_to), sort_key="valid_to"),
        BooleanColumn("is_current", label=_("Hiện nay còn")),
    )
    panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("kind"), FieldPanel("name")]),
                FieldPanel("full_name"),
                FieldRowPanel([FieldPanel("level"), FieldPanel("code")]),
                FieldPanel("parent", widget=PlaceChooser),
                FieldRowPanel([FieldPanel("valid_from"), FieldPanel("valid_to")]),
                FieldPanel("slug"),
            ],
            heading=_("Địa danh"),
            help_text=_(
                "Khi địa danh đổi tên hoặc sáp nhập: ghi ngày kết thúc ở dòng cũ, tạo dòng mới, rồi nối hai dòng."
            ),
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Place]:
        """Places with what their labels name, today's first."""
        return current_first(Place.objects.with_parents())


class SuccessionViewSet(SnippetViewSet):
    """What became what: written by hand when a unit changes after the data files were made."""

    model = Succession
    icon = "redirect"
    menu_label = _("Kế thừa địa danh")
    menu_name = "place-successions"
    copy_view_enabled = False
    list_per_page = 50
    ordering = ("-on", "pk")
    list_display = (
        Column("predecessor", label=_("Nơi cũ"), accessor="predecessor.full_label"),
        Column("successor", label=_("Nơi mới"), accessor="successor.full_label"),
        Column("get_share_display", label=_("Phần"), sort_key="share"),
        Column("on", label=_("Từ ngày"), accessor=lambda row: _day(row.on), sort_key="on"),
        Column("basis", label=_("Căn cứ")),
    )
    list_filter = ("share", "on")
    panels = [
        FieldPanel("predecessor", widget=PlaceChooser),
        FieldPanel("successor", widget=PlaceChooser),
        FieldRowPanel([FieldPanel("share"), FieldPanel("on")]),
        FieldPanel("basis"),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Succession]:
        """Links with what the labels of both ends name."""
        ends = ("predecessor", "successor")
        return Succession.objects.select_related(
            *(f"{end}__{above}" for end in ends for above in ("parent", "province"))
        )


class PlaceGroup(SnippetViewSetGroup):
    """ "Địa danh" in the menu."""

    menu_label = _("Địa danh")
    menu_name = "dia-danh"
    menu_icon = "site"
    menu_order = 190
    items: tuple[Any, ...] = (PlaceViewSet, SuccessionViewSet)
