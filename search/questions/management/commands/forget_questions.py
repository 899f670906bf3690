"""``manage.py forget_questions``."""

from typing import Any

from django.core.management.base import BaseCommand

from search.questions.counting import DAYS_KEPT, forget_old


class Command(BaseCommand):
    """Forgets questions nobody asked for half a year. The clock runs it once a day."""

    help = f"Xóa câu hỏi tìm kiếm của bạn đọc đã quá {DAYS_KEPT} ngày."

    def handle(self, *args: Any, **options: Any) -> None:
        """Forget and say how many."""
        self.stdout.write(f"Đã xóa {forget_old()} câu hỏi.")
