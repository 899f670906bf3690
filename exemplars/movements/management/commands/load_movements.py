"""Load the movements of the whole country: manage.py load_movements."""

from typing import Any

from django.core.management.base import BaseCommand

from exemplars.movements.loading import load_movements


class Command(BaseCommand):
    """Make the movements of the data file that are missing; safe to run again."""

    help = "Nạp các phong trào thi đua toàn quốc. Chạy lại nhiều lần cũng không nhân đôi, không đè lên sửa đổi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say what is new and what decisions the library has not."""
        loaded = load_movements()
        self.stdout.write(f"Thêm {loaded.made} phong trào, nối {loaded.linked} văn bản phát động.")
        if loaded.missing:
            self.stdout.write(f"Thư viện chưa có: {', '.join(loaded.missing)}. Thêm văn bản rồi chạy lại để nối.")
