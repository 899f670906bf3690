"""Whether what works behind the pages still works, for the health page: readers get on without it for a while."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision

LATE = timedelta(minutes=5)
"""A worker looks every second, the clock every half minute: what waits longer waits for somebody who is not there."""


def tasks_move() -> bool:
    """Tell whether somebody does the tasks: none waits for long, or others were begun meanwhile."""
    long_ago = timezone.now() - LATE
    if not DBTaskResult.objects.ready().filter(enqueued_at__lt=long_ago).exists():
        return True
    return DBTaskResult.objects.filter(started_at__gte=long_ago).exists()


def clock_goes() -> bool:
    """Tell whether what was to be published by now has been."""
    return not Revision.objects.filter(approved_go_live_at__lt=timezone.now() - LATE).exists()
