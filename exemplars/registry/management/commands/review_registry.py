"""``manage.py review_registry``: what the calendar brings, once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils import timezone

from exemplars.registry.consents import scope
from exemplars.registry.models import Exemplar, State
from exemplars.registry.models.state import PUBLIC
from exemplars.registry.states import decide
from exemplars.registry.visibility import refresh_public

EXPIRED = "Sự đồng ý công bố đã hết hạn."
DUE = "Đến hạn rà soát hằng năm."


class Command(BaseCommand):
    """Hide exemplars whose consent ran out; set those due for their yearly review under review. Idempotent."""

    help = "Ẩn gương đã hết hạn đồng ý công bố, chuyển gương đến hạn sang rà soát. Chạy mỗi ngày một lần."

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both and say how many."""
        today = timezone.localdate()
        hidden = due = 0
        ended = Q(consents__expires_on__lt=today) | Q(consents__withdrawn_on__lte=today)
        for exemplar in Exemplar.objects.filter(ended, state__in=PUBLIC).distinct():
            if scope(exemplar).name:
                refresh_public(exemplar)
                continue
            decide(exemplar, State.HIDDEN, actor=None, reason=EXPIRED)
            hidden += 1
        for exemplar in Exemplar.objects.filter(state=State.PUBLISHED, is_public=True, review_due__lte=today):
            # A gap the review is there to find must not keep it from beginning.
            decide(exemplar, State.UNDER_REVIEW, actor=None, reason=DUE, check=False)
            due += 1
        self.stdout.write(f"Đã ẩn {hidden} gương hết hạn đồng ý; {due} gương chuyển sang rà soát.")
