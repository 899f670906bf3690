"""The chooser of places for forms of the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet, SnippetChosenView
from wagtail.snippets.widgets import AdminSnippetChooser

from portal.places.admin.search import current_first, search_places
from portal.places.models import Place
from portal.vietnamese.numbers import whole_number


class PlaceChooser(AdminSnippetChooser):
    """Chooses a place by typing parts of its name, without accents; shows district, province and years."""

    model = Place
    show_edit_link = False

    def get_instance(self, value: Any) -> Place | None:
        """Return the place with what its label names."""
        if value is None or isinstance(value, Place):
            return value
        return Place.objects.with_parents().filter(pk=value).first() if whole_number(str(value), 18) else None

    def get_display_title(self, instance: Place) -> str:
        """Return the label with district and years."""
        return instance.full_label


class PlaceSearchForm(BaseFilterForm):
    """The search box of the chooser, with a choice of levels and of today's places only."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Ví dụ: cam giang thai nguyen")}),
    )
    level = forms.ChoiceField(label=_("Cấp"), required=False, choices=[("", _("Tất cả")), *Place.Level.choices])
    current = forms.BooleanField(label=_("Chỉ nơi hiện nay còn"), required=False)

    def filter(self, objects: QuerySet) -> QuerySet:
        """Filter the places offered."""
        objects = super().filter(objects)
        if level := self.cleaned_data.get("level"):
            objects = objects.filter(level=level)
        if self.cleaned_data.get("current"):
            objects = objects.in_force()
        if query := self.cleaned_data.get("q", "").strip():
            objects = search_places(objects, query)
            self.is_searching, self.search_query = True, query
        return objects


class _Choosing:
    """What both views of the chooser share."""

    filter_form_class = PlaceSearchForm

    def get_object_list(self) -> QuerySet:
        return current_first(Place.objects.with_parents())

    @property
    def columns(self) -> list[Column]:
        title = self.title_column
        title.accessor = "full_label"
        return [title, Column("kind", label=_("Loại"), accessor="kind")]


class _ChooseView(_Choosing, ChooseView):
    pass


class _ChooseResultsView(_Choosing, ChooseResultsView):
    pass


class _ChosenView(SnippetChosenView):
    def get_object(self, pk: Any) -> Place:
        return Place.objects.with_parents().get(pk=pk)

    def get_display_title(self, instance: Place) -> str:
        return instance.full_label


class PlaceChooserViewSet(SnippetChooserViewSet):
    """The views behind ``PlaceChooser``."""

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    base_widget_class = PlaceChooser
