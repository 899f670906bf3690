"""What ``components/honour_timeline.html`` shows."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from exemplars.honours.models import Conferral, ConferralChange


def with_changes() -> Prefetch:
    """Return what became of conferrals, each change with its document: one query for all of them."""
    return Prefetch("changes", queryset=ConferralChange.objects.select_related("document__type", "document__issuer"))


def for_timeline(conferrals: QuerySet[Conferral]) -> QuerySet[Conferral]:
    """Return conferrals, newest first, with all that a timeline shows: two queries however many they are."""
    joined = conferrals.select_related("honour", "decision__type", "decision__issuer", "authority")
    return joined.prefetch_related(with_changes()).order_by("-year", "-conferred_on", "-pk")
