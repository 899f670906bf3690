"""``manage.py count_views``: adds the views noted since the last time to the counts."""

from typing import Any

from django.core.management.base import BaseCommand

from news.readership.counting import count_week, fold


class Command(BaseCommand):
    """Fold what is pending; then work out what was read in the last seven days. Idempotent."""

    help = "Cộng lượt xem mới vào số đếm, tính lại “Đọc nhiều” của tuần. Đồng hồ của cổng tự gọi, cứ nửa phút một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both and say how many."""
        self.stdout.write(f"Đã cộng {fold()} lượt xem; {count_week()} bài được đọc trong bảy ngày qua.")
