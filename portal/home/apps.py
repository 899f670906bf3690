"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """The front page, the sections and the navigation."""

    name = "portal.home"
    label = "home"
    verbose_name = _("Trang chủ và chuyên mục")

    def ready(self) -> None:
        """Connect the receivers."""
        from portal.home import signals  # noqa: F401
