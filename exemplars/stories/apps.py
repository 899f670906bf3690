"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StoriesConfig(AppConfig):
    """Stories: pages that tell an exemplar."""

    name = "exemplars.stories"
    label = "stories"
    verbose_name = _("Bài về gương điển hình")
