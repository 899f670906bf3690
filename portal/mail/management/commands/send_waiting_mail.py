"""``manage.py send_waiting_mail``: what could not be sent before and is due now."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.mail.outbox import send_due


class Command(BaseCommand):
    """Try the letters that are due. ``run_scheduler`` does so each round; a second one meanwhile does no harm."""

    help = "Gửi lại các thư chưa gửi được đã đến giờ thử lại."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        self.stdout.write(f"Đã gửi {send_due()} thư.")
