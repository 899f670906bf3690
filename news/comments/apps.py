"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommentsConfig(AppConfig):
    """Readers' comments and what is decided about them."""

    name = "news.comments"
    label = "comments"
    verbose_name = _("Ý kiến bạn đọc")

    def ready(self) -> None:
        """Read how pages stand beside them; have forgotten what readers gave; give a new database its word rules."""
        from django.db.models.signals import post_migrate

        from news.comments import following, keeping, policy, writer
        from news.comments.loading import load_when_empty
        from portal.base import beside
        from portal.intake import erasures, forgetting

        beside.register(policy.beside)
        forgetting.register("comments: networks", keeping.forget_networks)
        forgetting.register("comments: addresses", keeping.forget_addresses)
        forgetting.register("comments: follows", following.forget)
        erasures.register("comment", writer.erase_again)
        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="comments.word_rules")
