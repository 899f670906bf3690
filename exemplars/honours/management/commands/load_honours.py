"""Load the vocabulary of honours: manage.py load_honours [--overwrite]."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from exemplars.honours.loading import load_honours


class Command(BaseCommand):
    """Create the honours of the data file; safe to run again."""

    help = "Nạp danh hiệu thi đua và hình thức khen thưởng. Chạy lại nhiều lần cũng không nhân đôi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --overwrite."""
        parser.add_argument(
            "--overwrite", action="store_true", help="đặt lại các dòng đã có theo tệp dữ liệu (bỏ sửa đổi của cơ quan)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rows are new."""
        created = load_honours(overwrite=options["overwrite"])
        self.stdout.write(f"Thêm {created} danh hiệu, hình thức khen thưởng.")
