"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Organisations: who they were, and what became of them."""

    name = "exemplars.organisations"
    label = "organisations"
    verbose_name = _("Tổ chức, đơn vị")
