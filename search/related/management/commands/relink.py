"""``manage.py relink``."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from portal.base.models import BasePage
from search.related.models import RelatedLink
from search.related.storing import relate

BATCH = 100


class Command(BaseCommand):
    """Works out anew what belongs beside each page: after a large import, or with a new index."""

    help = "Tính lại tin liên quan của mọi trang đang đăng."

    def handle(self, *args: Any, **options: Any) -> None:
        """Walk the public pages, a batch in memory at a time, each page in a transaction of its own."""
        ids = list(BasePage.objects.live().public().order_by("pk").values_list("pk", flat=True))
        RelatedLink.objects.exclude(page__in=BasePage.objects.live()).delete()
        with tqdm(total=len(ids), unit=" trang", disable=None if options["verbosity"] else True) as bar:
            for start in range(0, len(ids), BATCH):
                for page in BasePage.objects.filter(pk__in=ids[start : start + BATCH]).specific():
                    relate(page, tell_neighbours=False)
                    bar.update()
        self.stdout.write(f"{len(ids)} trang, {RelatedLink.objects.count()} liên kết.")
