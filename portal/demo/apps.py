"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """Demo content: a filled portal to look at and to test with."""

    name = "portal.demo"
    label = "demo"
    verbose_name = _("Dữ liệu minh họa")
