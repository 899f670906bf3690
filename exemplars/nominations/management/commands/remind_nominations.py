"""``manage.py remind_nominations``: what nominations ask of the clock, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from exemplars.nominations.asking import remind
from exemplars.nominations.attachments import scan_waiting


class Command(BaseCommand):
    """Remind units that have not answered for a week; ask again about files in quarantine. Idempotent."""

    help = (
        "Nhắc đơn vị, địa phương chưa trả lời sau 7 ngày; hỏi lại máy quét về tệp đang cách ly. Chạy mỗi ngày một lần."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both and say how many."""
        reminded, scanned = remind(), scan_waiting()
        self.stdout.write(f"Đã nhắc {reminded} nơi; {scanned} tệp đã quét xong.")
