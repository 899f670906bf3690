"""``manage.py verify_audit``: is every decision, every wording still as it was written?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from news.comments import chain
from news.comments.models import Decision
from portal.vietnamese.numbers import whole_number


class Command(BaseCommand):
    """Walk the chain of decisions and compare comments and wordings with it; fails when anything differs.

    Prints the end of the chain. Written down elsewhere (the journal keeps it every night), it shows with ``--expect``
    a log that somebody wrote anew from beginning to end.
    """

    help = "Kiểm tra nhật ký duyệt ý kiến: có dòng nào bị sửa hay xóa thẳng trong cơ sở dữ liệu không."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take ``--expect``."""
        parser.add_argument("--expect", metavar="SỐ:MÃ", help="đầu chuỗi đã ghi lại lần trước, ví dụ 120:9f3c…")

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was found; exit with 1 when that is anything."""
        found = chain.verify()
        if options["expect"]:
            number, _colon, expected = options["expect"].partition(":")
            kept = Decision.objects.filter(n=whole_number(number, 18) or 0).values_list("hash", flat=True).first()
            if kept != expected:
                found.append(f"Quyết định số {number} không mang mã đã ghi lại: chuỗi đã bị viết lại.")
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"Nhật ký không nguyên vẹn: {len(found)} chỗ.")
        number, last = chain.head()
        self.stdout.write(f"Nhật ký nguyên vẹn: {number} quyết định. Đầu chuỗi: {number}:{last}")
