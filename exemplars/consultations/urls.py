"""Addresses of public consultation."""

from django.urls import path
from django.views.decorators.http import require_safe

from exemplars.consultations.feeds import NewestConsultations
from exemplars.consultations.views import giving, public

urlpatterns = [
    path("", public.consultation_list, name="consultation_list"),
    path("rss/", require_safe(NewestConsultations()), name="consultation_feed"),
    path("bien-nhan/<str:token>/", giving.receipt, name="opinion_receipt"),
    path("<slug:slug>/", public.consultation, name="consultation"),
    path("<slug:slug>/gop-y/", giving.give, name="opinion_give"),
]
