"""``manage.py rebuild_facets``: count all exemplars anew."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from exemplars.registry.facets import rebuild
from exemplars.registry.models import Exemplar


class Command(BaseCommand):
    """After writes that went past the portal, or when a count seems wrong. Readers notice nothing meanwhile."""

    help = "Làm lại các tập hợp dùng để đếm và lọc gương điển hình."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild, with a progress bar."""
        with tqdm(total=Exemplar.objects.public().count(), unit="hồ sơ", disable=None) as bar:
            total = rebuild(bar.update)
        self.stdout.write(f"Đã xếp {total} gương điển hình vào các tập hợp.")
