"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NominationsConfig(AppConfig):
    """Nominations: who proposes whom, who confirms it, what became of it."""

    name = "exemplars.nominations"
    label = "nominations"
    verbose_name = _("Phiếu giới thiệu gương")

    def ready(self) -> None:
        """Join in: the navigation, and what is forgotten in time."""
        from exemplars.nominations import attachments, erasing
        from portal.base.navigation import Link, register
        from portal.intake import erasures, forgetting

        register(
            Link(
                "nomination_form",
                _("Giới thiệu gương"),
                _("Bạn biết một người tốt, việc tốt? Kể cho chúng tôi, có phiếu hẹn và trả lời kết quả."),
            )
        )
        forgetting.register("nominations", erasing.forget)
        erasures.register("nomination", erasing.erase_again)
        forgetting.register("files of nominations never sent", attachments.forget_drafts)
