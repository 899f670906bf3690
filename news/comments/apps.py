"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Readers' comments and what is decided about them."""

    name = "news.comments"
    label = "comments"
    verbose_name = _("Ý kiến bạn đọc")

    def ready(self) -> None:
        """Have forgotten what readers gave for a time only; give a new database its word rules."""
        from django.db.models.signals import post_migrate

        from news.comments import keeping
        from news.comments.loading import load_when_empty
        from portal.intake import forgetting

        forgetting.register("comments: networks", keeping.forget_networks)
        forgetting.register("comments: addresses", keeping.forget_addresses)
        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="comments.word_rules")
