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
        """Give a new database its vocabulary; tell search and the library of documents."""
        from exemplars.honours import receivers  # noqa: F401
        from exemplars.honours.decisions import way_to_decision
        from exemplars.honours.loading import load_when_empty
        from exemplars.honours.search import register
        from news.documents.library import ways

        register()
        ways.register("honours", way_to_decision)
        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="honours.vocabulary")
