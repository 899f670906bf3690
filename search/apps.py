"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SearchConfig(AppConfig):
    """Finding everything public, with or without accents."""

    name = "search"
    label = "search"
    verbose_name = _("Tìm kiếm")
