"""Addresses below /guong/. What has a dot or more than one part is no slug, so the exemplars come last."""

from django.urls import path
from django.views.decorators.http import require_safe

from exemplars.registry import views
from exemplars.registry.feeds import NewestExemplars

urlpatterns = [
    path("", views.exemplar_list, name="exemplar_list"),
    path("rss.xml", require_safe(NewestExemplars()), name="exemplar_feed"),
    path("chu-cai/", views.exemplar_letters, name="exemplar_letters"),
    path("chu-cai/<slug:letter>/", views.exemplar_letter, name="exemplar_letter"),
    path("<slug:slug>/", views.exemplar, name="exemplar"),
]
