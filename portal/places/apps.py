"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Places of today and of before."""

    name = "portal.places"
    label = "places"
    verbose_name = _("Địa danh")
