"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HonoursConfig(AppConfig):
    """Honours: the vocabulary of titles and commendations, and who received which."""

    name = "exemplars.honours"
    label = "honours"
    verbose_name = _("Danh hiệu, khen thưởng")
