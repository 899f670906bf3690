"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Official documents, the citations of them, and plans."""

    name = "news.documents"
    label = "documents"
    verbose_name = _("Văn bản")
