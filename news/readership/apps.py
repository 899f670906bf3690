"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadershipConfig(AppConfig):
    """Views of pages, counted without knowing readers."""

    name = "news.readership"
    label = "readership"
    verbose_name = _("Lượt xem")

    def ready(self) -> None:
        """Read counts beside pages; have what tells views apart forgotten in time."""
        from news.readership.counting import forget_readers
        from news.readership.reading import beside_page
        from portal.base import beside
        from portal.intake import forgetting

        beside.register(beside_page)
        forgetting.register("readers of pages", forget_readers)
