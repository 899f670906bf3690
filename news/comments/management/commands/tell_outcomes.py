"""``manage.py tell_outcomes``: writers who left an address learn what was decided. Run by the clock of the portal."""

from typing import Any

from django.core.management.base import BaseCommand

from news.comments.outcomes import tell_due


class Command(BaseCommand):
    """Write the letters that are due. Idempotent."""

    help = "Báo kết quả cho người gửi ý kiến có để lại địa chỉ thư."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        self.stdout.write(f"Đã viết {tell_due()} thư.")
