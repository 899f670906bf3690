"""``manage.py tell_outcomes``: writers who left an address learn what was decided, and who answered if they follow.

Run by the clock of the portal.
"""

from typing import Any

from django.core.management.base import BaseCommand

from news.comments import following, outcomes


class Command(BaseCommand):
    """Write the letters that are due. Idempotent."""

    help = "Báo kết quả cho người gửi ý kiến có để lại địa chỉ thư, báo câu trả lời cho người theo dõi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say how many."""
        self.stdout.write(f"Đã viết {outcomes.tell_due() + following.tell_due()} thư.")
