"""What ``components/honour_timeline.html`` shows."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from exemplars.honours.models import Conferral, ConferralChange


def for_timeline(conferrals: QuerySet[Conferral]) -> QuerySet[Conferral]:
    """Return conferrals, newest first, with all that a timeline shows: two queries however many they are."""
    changes = ConferralChange.objects.select_related("document__type", "document__issuer")
    joined = conferrals.select_related("honour", "decision__type", "decision__issuer", "authority")
    return joined.prefetch_related(Prefetch("changes", queryset=changes)).order_by("-year", "-conferred_on", "-pk")
