"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """The registry: people, collectives, households and models, and what was decided about them."""

    name = "exemplars.registry"
    label = "registry"
    verbose_name = _("Gương điển hình")

    def ready(self) -> None:
        """Register the system checks; put the registry's rooms into the navigation."""
        from exemplars.registry import checks  # noqa: F401
        from exemplars.registry.rooms import register_rooms

        register_rooms()
