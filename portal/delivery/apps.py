"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeliveryConfig(AppConfig):
    """How answers leave the house: headers, limits, health."""

    name = "portal.delivery"
    label = "delivery"
    verbose_name = _("Phục vụ trang")
