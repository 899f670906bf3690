"""``manage.py send_waiting_mail``: what could not be sent before and is due now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.mail.outbox import forget_old, send_due


class Command(BaseCommand):
    """Try the letters that are due. ``run_scheduler`` does so each round; a second one meanwhile does no harm."""

    help = "Gửi lại các thư chưa gửi được đã đến giờ thử lại."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--forget-old``."""
        parser.add_argument("--forget-old", action="store_true", help="Xóa dấu vết các thư đã xong quá 30 ngày.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        self.stdout.write(f"Đã gửi {send_due()} thư.")
        if options["forget_old"]:
            self.stdout.write(f"Đã xóa dấu vết {forget_old()} thư cũ.")
