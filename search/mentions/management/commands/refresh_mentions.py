"""``manage.py refresh_mentions``."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.base.models import BasePage
from search import indexing
from search.mentions.models import Mention
from search.mentions.storing import current_indexes, forget_indexes, home_province, store_mentions

BATCH = 200


class Command(BaseCommand):
    """Needed after names came in bulk: an import, new place data, another province of the portal."""

    help = "Đọc lại mọi trang đang đăng nhắc đến ai, đơn vị, phong trào, địa phương nào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --page."""
        parser.add_argument("--page", type=int, action="append", help="chỉ đọc lại trang có số này")

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the live pages, a batch in memory at a time, each page in a transaction of its own."""
        pages = BasePage.objects.live().order_by("pk")
        if options["page"]:
            pages = pages.filter(pk__in=options["page"])
        forget_indexes()
        indexes, home = current_indexes(), home_province()
        ids = list(pages.values_list("pk", flat=True))
        with tqdm(total=len(ids), unit=" trang", disable=None if options["verbosity"] else True) as bar:
            for start in range(0, len(ids), BATCH):
                changed = []
                for page in BasePage.objects.filter(pk__in=ids[start : start + BATCH]).specific():
                    if store_mentions(page, indexes, home):
                        changed.append(f"page:{page.pk}")
                    bar.update()
                indexing.changed(changed)
        self.stdout.write(f"{len(ids)} trang, {Mention.objects.count()} chỗ nhắc đến.")
