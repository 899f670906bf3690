"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelatedConfig(AppConfig):
    """What else to read, and why."""

    name = "search.related"
    label = "related"
    verbose_name = _("Tin liên quan")

    def ready(self) -> None:
        """Listen to pages that come and go; count what pages name among the facts they share."""
        from search.related import receivers  # noqa: F401
        from search.related.mentioned import register

        register()
