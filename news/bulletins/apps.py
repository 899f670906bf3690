"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BulletinsConfig(AppConfig):
    """Bulletins and their topics."""

    name = "news.bulletins"
    label = "bulletins"
    verbose_name = _("Tin, bài")

    def ready(self) -> None:
        """Tell search what bulletins are found by, and what they share with others."""
        from news.bulletins import related, search

        search.register()
        related.register()
