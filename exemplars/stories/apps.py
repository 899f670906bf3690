"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories: pages that tell an exemplar."""

    name = "exemplars.stories"
    label = "stories"
    verbose_name = _("Bài về gương điển hình")

    def ready(self) -> None:
        """Follow what happens to exemplars; tell search what stories are found by."""
        from exemplars.stories import receivers, related, search  # noqa: F401

        search.register()
        related.register()
