"""Addresses of movements, clusters and blocks."""

from django.urls import path

from exemplars.movements.views import clusters, movements

urlpatterns = [
    path("phong-trao/", movements.movement_list, name="movement_list"),
    path("phong-trao/<slug:slug>/", movements.movement, name="movement"),
    path("cum-khoi/", clusters.cluster_list, name="cluster_list"),
    path("cum-khoi/<slug:slug>/", clusters.cluster, name="cluster"),
    path("cum-khoi/<slug:slug>/<int:year>/", clusters.cluster_term, name="cluster_term"),
]
