"""Load document types and issuers: manage.py load_vocabulary [--overwrite]."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from news.documents.loading import load_vocabulary


class Command(BaseCommand):
    """Create the document types and issuers of the data files; safe to run again."""

    help = "Nạp loại văn bản và cơ quan ban hành. Chạy lại nhiều lần cũng không nhân đôi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --overwrite."""
        parser.add_argument(
            "--overwrite", action="store_true", help="đặt lại các dòng đã có theo tệp dữ liệu (bỏ sửa đổi của cơ quan)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rows are new."""
        created = load_vocabulary(overwrite=options["overwrite"])
        self.stdout.write(f"Thêm {created['types']} loại văn bản, {created['issuers']} cơ quan ban hành.")
