"""``manage.py reseal_followers``: before an old ``FIELD_KEY`` is taken away."""

from typing import Any

from django.core.management.base import BaseCommand

from news.comments.following import reseal


class Command(BaseCommand):
    """Seal followers' addresses with the first key: they may be kept for longer than any other. Idempotent."""

    help = "Niêm phong lại địa chỉ của người theo dõi câu trả lời bằng khóa đầu tiên trong FIELD_KEY."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        done, lost = reseal()
        self.stdout.write(f"Đã niêm phong lại {done} địa chỉ; không mở được {lost}.")
