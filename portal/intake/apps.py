"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntakeConfig(AppConfig):
    """What readers send: cleaning, guarding, counting."""

    name = "portal.intake"
    label = "intake"
    verbose_name = _("Tiếp nhận từ bạn đọc")

    def ready(self) -> None:
        """Have keys and counts forgotten in time."""
        from portal.intake import forgetting, limits, network

        forgetting.register("network keys", network.forget_old_keys)
        forgetting.register("counts", limits.forget_old_counts)
