"""Addresses below /tim-kiem/."""

from django.urls import path

from search.questions.views import asked
from search.results.feeds import SearchAtom, SearchRss
from search.results.views import results
from search.suggestions.views import suggestions

urlpatterns = [
    path("", results, name="search"),
    path("goi-y/", suggestions, name="search_suggestions"),
    path("da-hoi/", asked, name="search_asked"),
    path("rss/", SearchRss(), name="search_rss"),
    path("atom/", SearchAtom(), name="search_atom"),
]
