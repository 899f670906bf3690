"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadershipConfig(AppConfig):
    """Views of pages, counted without knowing readers."""

    name = "news.readership"
    label = "readership"
    verbose_name = _("Lượt xem")

    def ready(self) -> None:
        """Have what tells views apart forgotten in time."""
        from news.readership.counting import forget_readers
        from portal.intake import forgetting

        forgetting.register("readers of pages", forget_readers)
