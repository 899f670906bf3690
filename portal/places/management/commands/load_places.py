"""Load the gazetteer: manage.py load_places."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.places.loading import load_places


class Command(BaseCommand):
    """Create the places and successions of the data files; safe to run again."""

    help = "Nạp địa danh hiện nay và trước đây. Chạy lại nhiều lần cũng không nhân đôi."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rows are new."""
        made = load_places()
        self.stdout.write(f"Thêm {made['places']} địa danh, {made['links']} quan hệ kế thừa.")
