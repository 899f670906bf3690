"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PollsConfig(AppConfig):
    """Polls and their votes."""

    name = "news.polls"
    label = "polls"
    verbose_name = _("Thăm dò ý kiến")

    def ready(self) -> None:
        """Join in: the navigation, search, and what is forgotten in time."""
        from news.polls.casting import forget_networks
        from news.polls.search import register
        from portal.base import navigation
        from portal.intake import forgetting

        register()
        forgetting.register("networks of votes", forget_networks)
        navigation.register(
            navigation.Link(
                "poll_list", _("Thăm dò ý kiến"), _("Các câu hỏi đang lấy ý kiến bạn đọc và kết quả."), apart=True
            )
        )
