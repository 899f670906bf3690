"""Accent-blind search among honours and conferrals."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from wagtail.snippets.views.chooser import ChooseResultsView, ChooseView, SnippetChooserViewSet
from wagtail.snippets.views.snippets import IndexView

from exemplars.honours.models import Honour
from exemplars.honours.resolve import honour_words
from news.documents.admin.search import NameSearchForm
from news.documents.library.filters import search_words


def search_honours(queryset: QuerySet, query: str) -> QuerySet:
    """Return honours whose name or aliases hold every word; "cstđ" means Chiến sĩ thi đua here too."""
    words = honour_words(query)
    rows = Honour.objects.order_by().values_list("pk", "name", "aliases", "code")
    held = {pk: {*honour_words(" ".join((name, aliases, code)))} for pk, name, aliases, code in rows}
    found = [pk for pk, known in held.items() if all(any(one.startswith(word) for one in known) for word in words)]
    return queryset.filter(pk__in=found)


def search_conferrals(queryset: QuerySet, query: str) -> QuerySet:
    """Return conferrals that hold every word in the recipient's name, the honour's or the decision's."""
    for word in search_words(query):
        queryset = queryset.filter(
            Q(recipient_key__contains=word)
            | Q(exemplar__name_key__contains=word)
            | Q(honour__name_key__contains=word)
            | Q(decision__search_text__contains=word)
        )
    return queryset


class HonourIndexView(IndexView):
    """The vocabulary."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search names and aliases."""
        return search_honours(queryset, self.search_query) if self.is_searching else queryset


class _HonourSearchForm(NameSearchForm):
    search = staticmethod(search_honours)


class _Choose(ChooseView):
    filter_form_class = _HonourSearchForm


class _ChooseResults(ChooseResultsView):
    filter_form_class = _HonourSearchForm


class HonourChooserViewSet(SnippetChooserViewSet):
    """Choosing an honour."""

    choose_view_class = _Choose
    choose_results_view_class = _ChooseResults
