"""Results pinned to a question, shown before what was found."""

from __future__ import annotations

from django.db.models import OuterRef, Subquery

from search.question import Question
from search.questions.keys import key_of
from search.questions.models import Pin
from search.suggestions.models import Suggestion

MOST = 5


def pinned_to(question: Question) -> list[Suggestion]:
    """Return what staff pinned to a question, in their order: one query. What is not public any more is not there."""
    key = key_of(question.text)
    if not key:
        return []
    pins = Pin.objects.filter(key=key)
    order = pins.filter(entry=OuterRef("entry")).order_by("sort_order", "pk")
    public = Suggestion.objects.filter(entry__in=pins.order_by().values("entry"))
    placed = public.annotate(place=Subquery(order.values("sort_order")[:1]), turn=Subquery(order.values("pk")[:1]))
    return list(placed.order_by("place", "turn")[:MOST])
