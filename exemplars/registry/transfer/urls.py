"""Addresses of the files readers take away."""

from django.urls import re_path

from exemplars.registry.transfer.views import export

urlpatterns = [re_path(r"^xuat\.(?P<suffix>csv|xlsx|json)$", export, name="exemplar_export")]
