"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LexiconConfig(AppConfig):
    """What search knows of words."""

    name = "search.lexicon"
    label = "lexicon"
    verbose_name = _("Từ ngữ tìm kiếm")

    def ready(self) -> None:
        """Forget what is kept in memory when staff change an abbreviation."""
        from search.lexicon import kept

        kept.listen()
