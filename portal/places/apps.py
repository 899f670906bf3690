"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PlacesConfig(AppConfig):
    """Places of today and of before."""

    name = "portal.places"
    label = "places"
    verbose_name = _("Địa danh")

    def ready(self) -> None:
        """Give a new database its places."""
        from portal.places.loading import load_when_empty

        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="places.gazetteer")
