"""``manage.py requeue_tasks WORKER``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult


class Command(BaseCommand):
    """Give back to the queue what a worker was doing when it was killed: nobody else would ever take it."""

    help = "Give back to the queue what the worker of this name was doing when it was killed; before it starts anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the worker's name."""
        parser.add_argument("worker", help="the name it is given with db_worker --worker-id")

    def handle(self, *args: Any, worker: str, **options: Any) -> None:
        """Put them back as they were. Every task of the portal may be done twice without harm."""
        running = DBTaskResult.objects.running()
        lost = [task.pk for task in running.only("worker_ids") if task.worker_ids[-1:] == [worker]]
        given_back = running.filter(pk__in=lost).update(status=TaskResultStatus.READY, started_at=None)
        if given_back:
            self.stdout.write(
                _("Trả lại hàng đợi %(count)d việc dở dang của %(worker)s.") % {"count": given_back, "worker": worker}
            )
