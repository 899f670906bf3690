"""Accent-blind search of places: each word stands in the name, the district's or the province's."""

from __future__ import annotations

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from portal.places.words import KINDS, asked_key, kind_words

MOST_WORDS = 10
_KIND_WORDS = {
    word for kinds in KINDS.values() for kind in kinds for words in kind_words(kind) for word in words.split()
}


def search_places(places: QuerySet, query: str) -> QuerySet:
    """Return the places that hold every word, best first: whole names before parts, today's before yesterday's.

    Words of a kind (xã, phường, tỉnh …) need not be there, for they are no part of a name.
    """
    words = asked_key(query).split()[:MOST_WORDS]
    telling = [word for word in words if word not in _KIND_WORDS] or words
    for word in telling:
        within = Q(parent__name_key__contains=word) | Q(province__name_key__contains=word)
        places = places.filter(Q(name_key__contains=word) | within)
    starts = [" ".join(telling[:count]) for count in range(len(telling), 0, -1)]
    nearness = Case(
        *(When(name_key=start, then=Value(rank)) for rank, start in enumerate(starts)),
        When(name_key__startswith=telling[0] if telling else "", then=Value(MOST_WORDS + 1)),
        default=Value(MOST_WORDS + 2),
        output_field=IntegerField(),
    )
    return current_first(places).annotate(nearness=nearness).order_by("nearness", "ended", "sort_key", "pk")


def current_first(places: QuerySet) -> QuerySet:
    """Return the places with those no longer there at the end."""
    over = When(valid_to__lt=timezone.localdate(), then=Value(1))
    return places.annotate(ended=Case(over, default=Value(0), output_field=IntegerField())).order_by(
        "ended", "sort_key", "pk"
    )
