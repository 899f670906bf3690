"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SuggestionsConfig(AppConfig):
    """Titles by their beginnings, for suggestions and for choosing what to pin."""

    name = "search.suggestions"
    label = "suggestions"
    verbose_name = _("Gợi ý tìm kiếm")
