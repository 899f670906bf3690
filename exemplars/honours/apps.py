"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    """Honours: the vocabulary of titles and commendations, and who received which."""

    name = "exemplars.honours"
    label = "honours"
    verbose_name = _("Danh hiệu, khen thưởng")

    def ready(self) -> None:
        """Give a new database its vocabulary."""
        from exemplars.honours.loading import load_when_empty

        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="honours.vocabulary")
