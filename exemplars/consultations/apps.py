"""App registration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConsultationsConfig(AppConfig):
    """Public consultation on those proposed for honours of the State."""

    name = "exemplars.consultations"
    label = "consultations"
    verbose_name = _("Lấy ý kiến Nhân dân")

    def ready(self) -> None:
        """Join in: the navigation, search, and what is forgotten in time."""
        from exemplars.consultations.opinions import forget_writers, withdraw_again
        from exemplars.consultations.search import register
        from portal.base import navigation
        from portal.intake import erasures, forgetting

        register()
        forgetting.register("opinions", forget_writers)
        erasures.register("opinion", withdraw_again)
        navigation.register(
            navigation.Link(
                "consultation_list",
                _("Lấy ý kiến Nhân dân"),
                _("Danh sách đề nghị khen thưởng cấp Nhà nước, gửi ý kiến và kết quả."),
            )
        )
