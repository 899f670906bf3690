"""Addresses of the figures."""

from django.urls import path

from exemplars.registry.statistics.views import download, replications, statistics

urlpatterns = [
    path("so-lieu/", statistics, name="statistics"),
    path("so-lieu/nhan-rong/", replications, name="replications"),
    path("so-lieu/<slug:code>.csv", download, name="statistics_download"),
]
