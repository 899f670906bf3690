"""App registration."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Official documents, the citations of them, and plans."""

    name = "news.documents"
    label = "documents"
    verbose_name = _("Văn bản")

    def ready(self) -> None:
        """Listen to publishing; give a new database its vocabulary; tell search about documents."""
        from news.documents import receivers, related, search  # noqa: F401
        from news.documents.loading import load_when_empty

        search.register()
        related.register()

        post_migrate.connect(load_when_empty, sender=self, dispatch_uid="documents.vocabulary")
