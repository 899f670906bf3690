"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The staff side: roles, workflow, import, reports."""

    name = "portal.desk"
    label = "desk"
    verbose_name = _("Bàn biên tập")
