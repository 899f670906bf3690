"""Accent-blind search for exemplars in lists and choosers; namesakes are told apart by what stands beside the name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from exemplars.registry.models import Exemplar
from portal.vietnamese.text import fold, squash

MAX_QUERY = 120
MAX_WORDS = 8


def search_exemplars(queryset: QuerySet, query: str) -> QuerySet:
    """Return those whose folded name holds every word of the query, or whose reference is like it."""
    text = squash(query[:MAX_QUERY])
    named = Q()
    for word in fold(text).split(" ")[:MAX_WORDS]:
        named &= Q(name_key__contains=word)
    return queryset.filter(named | Q(reference__istartswith=text)) if text else queryset


class SearchForm(BaseFilterForm):
    """The search box of the chooser."""

    q = forms.CharField(
        label=_("Tìm"),
        required=False,
        max_length=MAX_QUERY,
        widget=forms.TextInput(attrs={"placeholder": _("Tên không cần dấu, hoặc mã hồ sơ")}),
    )

    def filter(self, objects: QuerySet) -> QuerySet:
        """Filter the rows offered."""
        objects = super().filter(objects)
        query = self.cleaned_data.get("q")
        if query:
            objects = search_exemplars(objects, query)
            self.is_searching, self.search_query = True, query
        return objects


class _Seeing:
    """Names of dossiers are for those who may see dossiers: many are not public, and never will be."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse everybody else; Wagtail's choosers are open to all staff."""
        if not request.user.has_perm("registry.view_exemplar"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class _Choosing(_Seeing):
    """What both views of the chooser share."""

    filter_form_class = SearchForm

    def get_object_list(self) -> QuerySet[Exemplar]:
        """Dossiers merged into another are not offered."""
        rows = Exemplar.objects.filter(merged_into=None)
        return rows.select_related("place__province", "organisation")

    @property
    def columns(self) -> list[Column]:
        """Name, kind, place and year of birth: enough to choose the right one of two namesakes."""
        return [
            *super().columns,
            Column("reference", label=_("Mã hồ sơ")),
            Column("kind", label=_("Đối tượng"), accessor="get_kind_display"),
            Column("birth_year", label=_("Năm sinh"), accessor=lambda row: row.birth_year or ""),
            Column("place", label=_("Địa phương"), accessor=lambda row: row.place or ""),
            Column("state", label=_("Trạng thái"), accessor="get_state_display"),
        ]


class ExemplarChooseView(_Choosing, ChooseView):
    """The chooser's window."""


class ExemplarChooseResultsView(_Choosing, ChooseResultsView):
    """The rows in it."""


class ExemplarChosenView(_Seeing, SnippetChosenView):
    """What the form is told of the one chosen."""


class ExemplarChosenMultipleView(_Seeing, SnippetChosenMultipleView):
    """The same of several."""


class ExemplarChooserViewSet(SnippetChooserViewSet):
    """The chooser of exemplars: for stories, conferrals, relations."""

    choose_view_class = ExemplarChooseView
    choose_results_view_class = ExemplarChooseResultsView
    chosen_view_class = ExemplarChosenView
    chosen_multiple_view_class = ExemplarChosenMultipleView
    choose_one_text: Any = _("Chọn gương điển hình")
    choose_another_text: Any = _("Chọn gương khác")
    edit_item_text: Any = _("Sửa hồ sơ này")
