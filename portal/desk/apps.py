"""App registration."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.delivery.health import register_part


class DeskConfig(AppConfig):
    """The staff side: roles, workflow, import, reports."""

    name = "portal.desk"
    label = "desk"
    verbose_name = _("Bàn biên tập")

    def ready(self) -> None:
        """Have the health page name the clock, and the worker where there is one."""
        from portal.desk import watching

        register_part("clock", watching.clock_goes)
        if settings.TASK_QUEUE != "immediate":
            register_part("tasks", watching.tasks_move)
