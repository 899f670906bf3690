"""Load the organisations of the field: manage.py load_organisations [--overwrite]."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from exemplars.organisations.loading import load_organisations


class Command(BaseCommand):
    """Create the organisations of the data file; safe to run again."""

    help = "Nạp các cơ quan, tổ chức của ngành. Chạy lại nhiều lần cũng không nhân đôi."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --overwrite."""
        parser.add_argument(
            "--overwrite", action="store_true", help="đặt lại các dòng đã có theo tệp dữ liệu (bỏ sửa đổi của cơ quan)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load and say how many rows are new."""
        self.stdout.write(f"Thêm {load_organisations(overwrite=options['overwrite'])} tổ chức.")
