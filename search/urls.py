"""Addresses below /tim-kiem/."""

from django.urls import path

from search.results.feeds import SearchAtom, SearchRss
from search.results.views import results

urlpatterns = [
    path("", results, name="search"),
    path("rss/", SearchRss(), name="search_rss"),
    path("atom/", SearchAtom(), name="search_atom"),
]
