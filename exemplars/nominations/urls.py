"""Addresses of nominations."""

from django.urls import path

from exemplars.nominations import views

urlpatterns = [
    path("gioi-thieu-guong/", views.nomination_form, name="nomination_form"),
    path("gioi-thieu-guong/phieu/<str:token>/", views.receipt, name="nomination_receipt"),
    path("gioi-thieu-guong/xac-nhan/<str:token>/", views.question, name="nomination_question"),
]
