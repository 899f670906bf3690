"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MentionsConfig(AppConfig):
    """What the text of a page names."""

    name = "search.mentions"
    label = "mentions"
    verbose_name = _("Nhắc đến")

    def ready(self) -> None:
        """Listen to publishing; know the names of places; tell search what pages name."""
        from search import registry
        from search.mentions import places, receivers  # noqa: F401
        from search.mentions.storing import add_mentions

        places.register()
        registry.extend_pages(add_mentions, prefetch="mentions")
