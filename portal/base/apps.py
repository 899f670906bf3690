"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BaseConfig(AppConfig):
    """What every other room of the portal stands on."""

    name = "portal.base"
    label = "base"
    verbose_name = _("Nền tảng")

    def ready(self) -> None:
        """Connect the receivers and system checks."""
        from portal.base import checks, signals  # noqa: F401
