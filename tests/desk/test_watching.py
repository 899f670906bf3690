"""The health page tells of a worker or a clock that stands still, and of nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from portal.desk.watching import LATE, clock_goes, tasks_move
from tests.factories import make_bulletin

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def _task(waited: timedelta, *, started: timedelta | None = None, due: timedelta | None = None) -> DBTaskResult:
    now = timezone.now()
    task = DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path="search.indexing.refresh_entries",
        queue_name="default",
        backend_name="default",
        run_after=get_date_max() if due is None else now + due,
        status=TaskResultStatus.READY if started is None else TaskResultStatus.SUCCESSFUL,
        started_at=None if started is None else now - started,
    )
    DBTaskResult.objects.filter(pk=task.pk).update(enqueued_at=now - waited)
    return task


def test_tasks_that_wait_for_nobody_are_told() -> None:
    assert tasks_move()
    _task(LATE - MINUTE)
    assert tasks_move()
    _task(LATE + MINUTE)
    assert not tasks_move()


def test_a_long_queue_that_is_worked_on_is_none_of_these() -> None:
    _task(LATE + MINUTE)
    _task(LATE + 9 * MINUTE, started=MINUTE)
    assert tasks_move()


def test_a_task_for_later_is_none_of_these() -> None:
    _task(LATE + MINUTE, due=MINUTE)
    assert tasks_move()


def test_a_page_that_should_be_out_by_now_is_told(client: Client) -> None:
    page = make_bulletin()
    assert '"clock": "up"' in client.get("/suc-khoe/").content.decode()
    page.go_live_at = timezone.now() + MINUTE
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert clock_goes()
    type(revision).objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() - LATE - MINUTE)
    assert not clock_goes()
    answer = client.get("/suc-khoe/")
    assert answer.status_code == 200
    assert '"clock": "down"' in answer.content.decode()
