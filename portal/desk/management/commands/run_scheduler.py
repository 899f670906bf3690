"""``manage.py run_scheduler``: publishes what is due and takes down what has expired, every half minute.

Each round also adds up what was read (``count_views``) and tries the letters again that could not be sent. Once a day
it looks through the registry of exemplars (``review_registry``) and forgets what readers gave whose time is over
(``forget_readers``).
"""

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
        reviewed: date | None = None
        while True:
            try:
                call_command("publish_scheduled")
                call_command("count_views", stdout=io.StringIO())
                call_command("send_waiting_mail", stdout=io.StringIO())
                if reviewed != timezone.localdate():
                    call_command("review_registry", stdout=io.StringIO())
                    call_command("forget_readers", stdout=io.StringIO())
                    reviewed = timezone.localdate()
            except Exception:
                logger.exception("Lượt đăng theo giờ không xong; sẽ thử lại.")
                if options["once"]:
                    raise
            if options["once"] or stop.wait(options["every"]):
                return
            close_old_connections()
