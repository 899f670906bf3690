"""What is suggested for what has been typed so far: a handful of short walks along an index, whatever the size."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.vietnamese.text import squash
from search.suggestions.beginnings import NAMES, PAGES, QUESTIONS, folded, span
from search.suggestions.models import Beginning, Suggestion

SHORTEST = 2
LONGEST = 100
MOST = 8
MOST_OF = {QUESTIONS: 2, NAMES: 4, PAGES: 8}
"""Of each group at most so many, in the order they are shown."""
WALK = 80
"""Beginnings looked at in a group."""
LONG_WALK = 300
"""The same, when the words typed stand apart in a title."""


def suggestions_for(typed: str) -> list[Suggestion]:
    """Return what to suggest, best first: titles with the words typed side by side, the last perhaps unfinished;
    when these are few, titles that hold them anywhere. At most six small queries.
    """
    prefix = folded(squash(typed[:LONGEST]))[:LONGEST]
    if len(prefix) < SHORTEST:
        return []
    found = {group: _ranked(prefix, _walked(prefix, group, WALK)) for group in MOST_OF}
    words = prefix.split()
    if len(words) > 1 and sum(map(len, found.values())) < MOST:
        for group in (NAMES, PAGES):
            known = {one.pk for one in found[group]}
            apart = (one for one in _apart(words, group) if one.pk not in known)
            found[group] += sorted(apart, key=lambda one: (len(one.title), -one.pk))
    return _mixed(found)


def _walked(prefix: str, group: bytes, steps: int) -> QuerySet[Suggestion]:
    first, beyond = span(prefix, group)
    walk = Beginning.objects.filter(text__gte=first, text__lt=beyond).order_by("text", "suggestion")
    return Suggestion.objects.filter(pk__in=list(walk.values_list("suggestion", flat=True)[:steps]))


def _apart(words: list[str], group: bytes) -> Iterable[Suggestion]:
    """Return titles in which one word begins like the last and others like those before it."""
    for one in _walked(words[-1], group, LONG_WALK):
        title = folded(one.title).split()
        if all(any(part.startswith(word) for part in title) for word in words):
            yield one


def _ranked(prefix: str, found: Iterable[Suggestion]) -> list[Suggestion]:
    """Order a group: titles that begin with what was typed first, then the newest."""
    return sorted(found, key=lambda one: (not folded(one.title).startswith(prefix), -one.pk))


def _mixed(found: dict[bytes, list[Suggestion]]) -> list[Suggestion]:
    """Return the best of each group, one title once."""
    chosen: dict[str, Suggestion] = {}
    for group, most in MOST_OF.items():
        taken = 0
        for one in found[group]:
            if taken == most or len(chosen) == MOST:
                break
            if chosen.setdefault(folded(one.title), one) is one:
                taken += 1
    return list(chosen.values())
