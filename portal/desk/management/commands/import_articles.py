"""``manage.py import_articles PATH…``: files and folders become drafts, or published bulletins."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from portal.base.models import BasePage
from portal.base.refusal import Refusal
from portal.desk.importing.files import Candidate, find_files, shown
from portal.desk.importing.pipeline import DEFAULT_SECTION, import_article, parse_file, sections
from portal.desk.importing.report import SAID, describe
from portal.desk.importing.shapes import ParsedArticle
from portal.desk.importing.writer import Written, content_key, find_known


class Command(BaseCommand):
    """Import articles. One line per file on stdout, the progress bar on stderr; exit code 1 if a file was refused."""

    help = "Nhập tin, bài từ tệp .txt, .html và .docx thành bản nháp (hoặc đăng luôn với --publish)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare paths and switches."""
        parser.add_argument("paths", nargs="+", metavar="PATH", help="tệp hoặc thư mục")
        parser.add_argument("--publish", action="store_true", help="đăng ngay thay vì để bản nháp")
        parser.add_argument("--section", default=DEFAULT_SECTION, metavar="SLUG", help="chuyên mục nhận bài")
        parser.add_argument("--update", action="store_true", help="ghi đè bài đã nhập khi tệp có nội dung mới")
        parser.add_argument("--dry-run", action="store_true", help="chỉ đọc và báo, không ghi gì")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import each file on its own; a refused one does not stop the others."""
        self.options = options
        self.section = self._section(options["section"])
        tally: Counter[str] = Counter()
        bar = tqdm(
            find_files(options["paths"]),
            desc="Nhập bài",
            unit="tệp",
            file=getattr(self.stderr, "_out", self.stderr),
            disable=options["verbosity"] == 0,
        )
        for candidate in bar:
            outcome, line = self._one(candidate)
            tally[outcome] += 1
            with tqdm.external_write_mode():
                self.stdout.write(f"{shown(candidate.path)}: {line}")
        self._finish(tally)

    def _one(self, candidate: Candidate) -> tuple[str, str]:
        try:
            if candidate.refusal:
                raise Refusal(candidate.refusal)
            article = parse_file(candidate.path)
            written = self._write(article)
        except Refusal as refusal:
            return "refused", self.style.ERROR(f"từ chối: {refusal}")
        said = SAID[written.outcome] if written else "đọc thử, không ghi"
        line = f"{said} · {describe(article)}"
        if written and written.page.pk:
            line += f" · trang số {written.page.pk}"
        if written and written.outcome == "different":
            return "different", self.style.WARNING(line + " · giữ bài cũ; thêm --update để thay")
        return written.outcome if written else "read", line

    def _write(self, article: ParsedArticle) -> Written | None:
        if self.options["dry_run"]:
            return find_known(article, content_key(article))
        return import_article(article, self.section, publish=self.options["publish"], update=self.options["update"])

    def _finish(self, tally: Counter[str]) -> None:
        names = {**SAID, "read": "đọc thử", "refused": "từ chối"}
        parts = [f"{names[outcome]} {count}" for outcome, count in tally.items()]
        self.stdout.write(f"Tổng cộng {tally.total()} tệp" + (": " + ", ".join(parts) if parts else "") + ".")
        if not tally:
            raise CommandError("không thấy tệp .txt, .html hay .docx nào")
        if tally["refused"]:
            raise CommandError(f"{tally['refused']} tệp bị từ chối, lý do ghi ở trên")

    def _section(self, slug: str) -> BasePage:
        section = sections().filter(slug=slug).first()
        if section is None:
            known = ", ".join(sections().values_list("slug", flat=True)) or "chưa có chuyên mục nào"
            raise CommandError(f"không có chuyên mục «{slug}»; hiện có: {known}")
        return section
