"""Read the citations of all live pages again: manage.py refresh_citations."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from news.documents.citations.extract import current_setting, store_citations
from news.documents.models import Citation
from portal.base.models import BasePage

BATCH = 200


class Command(BaseCommand):
    """Needed after the vocabulary, an issuer's aliases or the portal's province changed."""

    help = "Đọc lại viện dẫn của mọi trang đang đăng (sau khi sửa từ vựng hoặc tỉnh của cổng)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --page."""
        parser.add_argument("--page", type=int, action="append", help="chỉ đọc lại trang có số này")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the live pages, a batch in memory at a time, each page in a transaction of its own."""
        pages = BasePage.objects.live().order_by("pk")
        if options["page"]:
            pages = pages.filter(pk__in=options["page"])
        setting = current_setting()
        ids = list(pages.values_list("pk", flat=True))
        with tqdm(total=len(ids), unit="trang", disable=options["verbosity"] == 0) as bar:
            for start in range(0, len(ids), BATCH):
                for page in BasePage.objects.filter(pk__in=ids[start : start + BATCH]).specific():
                    store_citations(page, setting)
                    bar.update()
        counts = {state: Citation.objects.filter(state=state).count() for state in Citation.State.values}
        self.stdout.write(
            f"{len(ids)} trang. Viện dẫn: {counts['linked']} đã nối, {counts['missing']} chưa có văn bản, "
            f"{counts['ambiguous']} chưa rõ, {counts['ignored']} bỏ qua."
        )
