"""Accent-blind search in the admin's lists and choosers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from news.documents.library.filters import search_words
from portal.vietnamese.text import fold


def search_documents(queryset: QuerySet, query: str) -> QuerySet:
    """Documents whose folded text holds every word of the query."""
    for word in search_words(query):
        queryset = queryset.filter(search_text__contains=word)
    return queryset


def search_names(queryset: QuerySet, query: str) -> QuerySet:
    """Rows of a vocabulary (a hundred or so) whose name, abbreviation or aliases hold every word."""
    words = search_words(query)
    names = [
        name for name in ("name", "abbreviation", "aliases", "province", "locality") if hasattr(queryset.model, name)
    ]
    found = [
        row[0]
        for row in queryset.order_by().values_list("pk", *names)
        if all(word in fold(" ".join(map(str, row[1:]))) for word in words)
    ]
    return queryset.filter(pk__in=found)


class DocumentIndexView(IndexView):
    """The list of documents, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search the folded column."""
        return search_documents(queryset, self.search_query) if self.is_searching else queryset


class VocabularyIndexView(IndexView):
    """A list of a vocabulary, searched without accents."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search names and abbreviations."""
        return search_names(queryset, self.search_query) if self.is_searching else queryset


class _SearchForm(BaseFilterForm):
    """The search box of a chooser."""

    q = forms.CharField(label=_("Tìm"), required=False, widget=forms.TextInput(attrs={"placeholder": _("Tìm")}))
    search = staticmethod(search_documents)

    def filter(self, objects: QuerySet) -> QuerySet:
        """Filter the rows offered."""
        objects = super().filter(objects)
        query = self.cleaned_data.get("q")
        if query:
            objects = self.search(objects, query)
            self.is_searching, self.search_query = True, query
        return objects


class NameSearchForm(_SearchForm):
    """The search box over a vocabulary."""

    search = staticmethod(search_names)


def _chooser(form: type[forms.Form]) -> dict[str, Any]:
    """The views of a chooser that searches with this form."""
    attributes = {"filter_form_class": form}
    return {
        "choose_view_class": type("Choose", (ChooseView,), attributes),
        "choose_results_view_class": type("ChooseResults", (ChooseResultsView,), attributes),
    }


DocumentChooserViewSet = type("DocumentChooserViewSet", (SnippetChooserViewSet,), _chooser(_SearchForm))
VocabularyChooserViewSet = type("VocabularyChooserViewSet", (SnippetChooserViewSet,), _chooser(NameSearchForm))
