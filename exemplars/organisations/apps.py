"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    """Organisations: who they were, and what became of them."""

    name = "exemplars.organisations"
    label = "organisations"
    verbose_name = _("Tổ chức, đơn vị")

    def ready(self) -> None:
        """Give a new database the bodies of the field; let pages be read for their names."""
        from exemplars.organisations import mentions
        from exemplars.organisations.loading import load_when_empty

        mentions.register()

        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="organisations.bodies")
