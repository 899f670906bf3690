"""Addresses of polls."""

from django.urls import path

from news.polls import views

urlpatterns = [
    path("", views.poll_list, name="poll_list"),
    path("<slug:slug>/", views.poll, name="poll"),
    path("<slug:slug>/phieu/", views.ballot, name="poll_ballot"),
]
