"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    """Letters to readers and staff: written at once, sent after the commit, kept until they are accepted."""

    name = "portal.mail"
    label = "mail"
    verbose_name = _("Thư điện tử")

    def ready(self) -> None:
        """Have letters forgotten in time."""
        from portal.intake import forgetting
        from portal.mail import outbox

        forgetting.register("letters", outbox.forget_old)
