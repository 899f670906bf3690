"""``manage.py demo load|remove``: fill the portal with sample content, and take it out again."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from portal.demo.bulk import fill_bulk, generated
from portal.demo.content import ContentError, read_content
from portal.demo.loading import count_steps, load
from portal.demo.removing import remove


class Command(BaseCommand):
    """Load or remove the demo; both may be run any number of times."""

    help = "Nạp nội dung minh họa (load) hoặc gỡ đúng những gì đã nạp (remove)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the action and its options."""
        actions = parser.add_subparsers(dest="action", required=True)
        load_parser = actions.add_parser("load", help="Nạp nội dung minh họa; chạy lại không nhân đôi.")
        load_parser.add_argument(
            "--articles", type=int, default=0, metavar="N", help="Thêm bài sinh tự động cho đủ N bài, để đo tải."
        )
        remove_parser = actions.add_parser("remove", help="Gỡ nội dung minh họa, giữ mọi thứ biên tập viên tạo.")
        remove_parser.add_argument("--force", action="store_true", help="Gỡ cả trang minh họa đã được sửa.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked."""
        if options["action"] == "load":
            self._load(options["articles"])
        else:
            self._remove(options["force"])

    def _load(self, articles: int) -> None:
        if articles < 0:
            raise CommandError("--articles phải là số không âm.")
        try:
            content = read_content()
        except ContentError as error:
            raise CommandError(f"Dữ liệu minh họa có lỗi: {error}") from error
        with tqdm(total=count_steps(content), desc="Nội dung minh họa", unit="mục", disable=None) as bar:
            made = load(content, bar.update)
        self.stdout.write(f"Đã nạp {made} trang minh họa mới." if made else "Nội dung minh họa đã có đủ.")
        if articles:
            missing = max(0, articles - generated().count())
            with tqdm(total=missing, desc="Bài sinh tự động", unit="bài", disable=None) as bar:
                added = fill_bulk(articles, bar.update)
            self.stdout.write(f"Đã thêm {added} bài sinh tự động. Hãy dựng lại chỉ mục tìm kiếm để tìm thấy chúng.")

    def _remove(self, force: bool) -> None:
        outcome = remove(force)
        self.stdout.write(f"Đã gỡ {outcome.removed} mục minh họa.")
        for reason in outcome.kept:
            self.stdout.write(f"  Giữ lại {reason}.")
