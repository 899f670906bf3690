"""``manage.py replay_erasures [--since MOMENT]``: what was erased stays erased after an old backup came back."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.intake.erasures import replay


class Command(BaseCommand):
    """Erase again what the list in VAR_DIR says was erased. Idempotent; ``deploy.restore`` runs it."""

    help = "Xóa lại những gì bạn đọc đã yêu cầu xóa sau thời điểm của bản sao lưu vừa khôi phục."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the moment of the backup."""
        parser.add_argument(
            "--since", metavar="THỜI ĐIỂM", help="thời điểm sao lưu, ví dụ 2026-11-20T02:15; bỏ trống: tất cả"
        )

    def handle(self, *args: Any, since: str | None, **options: Any) -> None:
        """Erase, and say how many of each kind had come back."""
        try:
            moment = datetime.fromisoformat(since) if since else None
        except ValueError as error:
            raise CommandError(f"Không đọc được thời điểm “{since}”.") from error
        if moment is not None and timezone.is_naive(moment):
            moment = timezone.make_aware(moment)
        for kind, count in replay(moment).items():
            self.stdout.write(f"{kind}: {count}")
