"""Addresses below /y-kien/."""

from django.urls import path

from news.comments import views

urlpatterns = [
    path("gui/<int:page_id>/", views.comment_form, name="comment_form"),
    path("nhan/<str:token>/", views.receipt, name="comment_receipt"),
    path("nhan/<str:token>/du-lieu.json", views.export, name="comment_export"),
    path("theo-doi/<str:token>/", views.follow, name="comment_follow"),
    path("theo-doi/<str:token>/dung/", views.unfollow, name="comment_unfollow"),
    path("bao-cao/<uuid:public_id>/", views.report_form, name="comment_report"),
]
