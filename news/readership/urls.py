"""Addresses of the counts."""

from django.urls import path

from news.readership import views

urlpatterns = [
    path("", views.beacon, name="views_beacon"),
    path("<int:page>/", views.count, name="views_count"),
]
