"""``manage.py forget_readers``: what readers gave is kept no longer than was promised."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.intake.forgetting import forget_all


class Command(BaseCommand):
    """Delete addresses, hashes, keys and counts whose time is over. Idempotent."""

    help = "Xóa địa chỉ, dấu vết mạng, khóa và số đếm của bạn đọc đã hết hạn lưu. Chạy mỗi ngày một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do every step and say how many rows went."""
        for name, rows in forget_all().items():
            self.stdout.write(f"{name}: {rows}")
