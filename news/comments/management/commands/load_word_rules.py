"""Load the starting list of word rules: manage.py load_word_rules."""

from typing import Any

from django.core.management.base import BaseCommand

from news.comments.loading import load_word_rules


class Command(BaseCommand):
    """Create the rules of the data file that are missing; safe to run again."""

    help = "Nạp danh sách từ cần xem kỹ khi duyệt ý kiến. Chạy lại không nhân đôi, không bỏ sửa đổi của cơ quan."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rules are new."""
        self.stdout.write(f"Thêm {load_word_rules()} từ, cụm từ.")
