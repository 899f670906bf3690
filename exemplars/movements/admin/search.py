"""Accent-blind search of the years of clusters."""

from __future__ import annotations

from django.db.models import QuerySet
from wagtail.snippets.views.snippets import IndexView

from exemplars.movements.models import Cluster
from news.documents.admin.search import search_names
from portal.vietnamese.numbers import whole_number


def is_year(word: str) -> bool:
    """Return whether a word of a search is a year."""
    return len(word) == 4 and whole_number(word) is not None


class TermIndexView(IndexView):
    """The list of years, found by the name of their cluster and by year."""

    def search_queryset(self, queryset: QuerySet) -> QuerySet:
        """Search the clusters' names; a number of four digits is a year."""
        if not self.is_searching:
            return queryset
        words = self.search_query.split()
        years = [int(word) for word in words if is_year(word)]
        if years:
            queryset = queryset.filter(year__in=years)
        names = " ".join(word for word in words if not is_year(word))
        return queryset.filter(cluster__in=search_names(Cluster.objects.all(), names)) if names else queryset
