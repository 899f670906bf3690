"""``manage.py run_scheduler``: the clock of the portal. Each half minute it does what is due, once a day the rest."""

import io
import logging
import signal
import threading
from datetime import date
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections
from django.utils import timezone

logger = logging.getLogger(__name__)

EVERY_ROUND = (("publish_scheduled",), ("tell_outcomes",), ("count_views",), ("send_waiting_mail",))
"""Publishes and takes down, tells writers of comments what was decided and who answered, adds up what was read, sends
letters that waited."""
ONCE_A_DAY = (
    ("review_registry",),
    ("remind_nominations",),
    ("forget_readers",),
    ("forget_questions",),
    ("learn_words", "--unless-newer=20"),
)
"""Looks through the registry of exemplars, reminds who has not confirmed a nomination, forgets what readers gave and
asked whose time is over, learns new words."""


class Command(BaseCommand):
    """The clock of the portal; one process of it is enough, a second does no harm."""

    help = "Đăng bài hẹn giờ và gỡ bài hết hạn, cứ nửa phút một lần, cho tới khi bị dừng."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the interval and ``--once``."""
        parser.add_argument("--every", type=float, default=30, metavar="GIÂY")
        parser.add_argument("--once", action="store_true", help="Làm một lần rồi thôi (dùng với cron).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until SIGTERM or SIGINT; a failed round is logged and tried again."""
        stop = threading.Event()
        # In a thread of the server (scripts/gunicorn.conf.py) the signals are the server's.
        if not options["once"] and threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        done: date | None = None
        while True:
            today = timezone.localdate()
            commands = EVERY_ROUND if done == today else EVERY_ROUND + ONCE_A_DAY
            failed = {command for command in commands if not self._done(command, again=not options["once"])}
            if failed.isdisjoint(ONCE_A_DAY):
                done = today
            if options["once"] or stop.wait(options["every"]):
                return
            close_old_connections()

    def _done(self, command: tuple[str, ...], *, again: bool) -> bool:
        """Run one command; one that fails is logged, keeps no other from its turn, and is tried again next time."""
        try:
            call_command(*command, stdout=io.StringIO(), verbosity=0)
        except Exception:
            logger.exception("%s không xong; sẽ thử lại.", command[0])
            if not again:
                raise
            return False
        return True
