"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MovementsConfig(AppConfig):
    """Movements, and clusters and blocks with their yearly terms."""

    name = "exemplars.movements"
    label = "movements"
    verbose_name = _("Phong trào, cụm khối")

    def ready(self) -> None:
        """Tell search about movements and clusters; let pages be read for them; listen to what is taken back."""
        from exemplars.movements import mentions, receivers, search  # noqa: F401

        search.register()
        mentions.register()
