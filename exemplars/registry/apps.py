"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from portal.intake import erasures


class RegistryConfig(AppConfig):
    """The registry: people, collectives, households and models, and what was decided about them."""

    name = "exemplars.registry"
    label = "registry"
    verbose_name = _("Gương điển hình")

    def ready(self) -> None:
        """Join in: system checks, the navigation, search, what changes the public side, a new database's fields."""
        from django.db.models.signals import post_migrate

        from exemplars.registry import checks, consents, faces, mentions, receivers  # noqa: F401
        from exemplars.registry.loading import load_fields
        from exemplars.registry.rooms import register_rooms
        from exemplars.registry.search import register

        register()
        mentions.register()
        register_rooms()
        erasures.register("exemplar", consents.withdraw_again)
        post_migrate.connect(load_fields, sender=self, dispatch_uid="registry.fields")
