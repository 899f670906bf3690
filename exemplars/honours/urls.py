"""Addresses of honours and of the decisions that confer them."""

from django.urls import path

from exemplars.honours.views.decisions import decision, decisions
from exemplars.honours.views.vocabulary import honour, honour_list

urlpatterns = [
    path("danh-hieu/", honour_list, name="honour_list"),
    path("danh-hieu/<slug:slug>/", honour, name="honour"),
    path("quyet-dinh-khen-thuong/", decisions, name="conferral_decisions"),
    path("quyet-dinh-khen-thuong/<slug:slug>/", decision, name="conferral_decision"),
]
