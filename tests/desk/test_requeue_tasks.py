"""What a killed worker was doing is done by the next one."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from search.indexing import refresh_entries

pytestmark = pytest.mark.django_db


@pytest.fixture
def tasks(settings) -> list[DBTaskResult]:
    """Four tasks in the queue: claimed by the worker, by another, done by the worker, and not begun."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    for _number in range(4):
        refresh_entries.enqueue([])
    mine, another, done, waiting = DBTaskResult.objects.order_by("enqueued_at")
    with transaction.atomic():
        mine.claim("cũ")
        mine.claim("thợ")
        another.claim("thợ khác")
        done.claim("thợ")
        done.set_successful(None)
    return [mine, another, done, waiting]


def statuses(tasks: list[DBTaskResult]) -> list[str]:
    """Their states now."""
    for one in tasks:
        one.refresh_from_db()
    return [one.status for one in tasks]


def test_only_what_this_worker_left_unfinished_goes_back(tasks: list[DBTaskResult]) -> None:
    said = StringIO()
    call_command("requeue_tasks", "thợ", stdout=said)
    ready, running, done = TaskResultStatus.READY, TaskResultStatus.RUNNING, TaskResultStatus.SUCCESSFUL
    assert statuses(tasks) == [ready, running, done, ready]
    assert tasks[0].started_at is None
    assert str(tasks[0].pk) in said.getvalue()
    assert set(DBTaskResult.objects.ready()) == {tasks[0], tasks[3]}


def test_what_kills_every_worker_is_given_up_and_listed_as_failed(tasks: list[DBTaskResult]) -> None:
    tasks[3].claim("thợ")
    tasks[3].claim("thợ")
    for _turn in range(2):
        tasks[0].claim("thợ")
        call_command("requeue_tasks", "thợ", stdout=StringIO(), stderr=StringIO())
        tasks[0].refresh_from_db()
    assert statuses(tasks)[0] == TaskResultStatus.FAILED
    assert statuses(tasks)[3] == TaskResultStatus.READY
    assert tasks[0].exception_class_path.endswith("KilledItsWorkers")


def test_said_again_it_does_nothing(tasks: list[DBTaskResult]) -> None:
    call_command("requeue_tasks", "thợ", stdout=StringIO())
    said = StringIO()
    call_command("requeue_tasks", "thợ", stdout=said)
    assert said.getvalue() == ""
