"""``manage.py requeue_tasks WORKER``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

OFTEN = 3
"""Workers killed in a task, after which it is taken to be what kills them, and not begun again."""


class KilledItsWorkers(Exception):
    """Why a task was given up, where it is listed among the failed ones."""


class Command(BaseCommand):
    """Give back to the queue what a worker was doing when it was killed: nobody else would ever take it."""

    help = "Give back to the queue what the worker of this name was doing when it was killed; before it starts anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the worker's name."""
        parser.add_argument("worker", help="the name it is given with db_worker --worker-id")

    def handle(self, *args: Any, worker: str, **options: Any) -> None:
        """Put each back as it was; every task of the portal may be done twice without harm."""
        for task in DBTaskResult.objects.running():
            if task.worker_ids[-1:] != [worker]:
                continue
            said = {"id": str(task.pk), "path": task.task_path}
            if len(task.worker_ids) >= OFTEN:
                task.set_failed(KilledItsWorkers(f"{len(task.worker_ids)} workers were killed in it"))
                self.stderr.write(_("Bỏ việc %(path)s (%(id)s): lần nào làm cũng bị ngắt.") % said)
                continue
            task.status, task.started_at = TaskResultStatus.READY, None
            task.save(update_fields=["status", "started_at"])
            self.stdout.write(_("Trả lại hàng đợi việc dở dang %(path)s (%(id)s).") % said)
