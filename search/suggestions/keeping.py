"""Keeping the table in step with the index: written with it, from the same entries."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from django.db import transaction

from search import registry
from search.entry import Entry
from search.suggestions.beginnings import QUESTIONS, beginnings, group_of
from search.suggestions.models import Beginning, Suggestion

AT_A_TIME = 400
T = TypeVar("T")
QUESTION = "question"
QUESTION_SOURCE = f"{QUESTION}:"


@transaction.atomic
def keep(ids: Collection[str], entries: Collection[Entry]) -> None:
    """Bring suggestions up to date: of ``ids`` those among ``entries`` are public, the others go."""
    wanted = {entry.id: _suggestion(entry) for entry in entries if entry.title}
    kept = dict(Suggestion.objects.filter(entry__in=[*ids, *wanted]).values_list("entry", "digest"))
    stale = [entry for entry, digest in kept.items() if entry not in wanted or wanted[entry].digest != digest]
    forget(stale)
    fresh = [made for entry, made in wanted.items() if kept.get(entry) != made.digest]
    _write([(made, beginnings(made.title, group_of(made.entry))) for made in fresh])


def read_and_keep(ids: Collection[str]) -> list[Entry]:
    """Read entries for an engine, and keep what is suggested in step with it.

    Engines read while nobody else writes, so an older state never overwrites a newer one here either.
    """
    entries = list(registry.read(ids))
    keep(ids, [entry.clean() for entry in entries])
    return entries


def read_all_and_keep() -> Iterator[Entry]:
    """Read every entry for an engine, and put what is suggested in order on the way."""
    return kept_along(registry.read_all())


@transaction.atomic
def keep_question(key: str, text: str) -> None:
    """Suggest a past question."""
    name = f"{QUESTION_SOURCE}{key}"
    if Suggestion.objects.filter(entry=name, title=text).exists():
        return
    forget([name])
    _write([(Suggestion(entry=name, kind=QUESTION, title=text), beginnings(text, QUESTIONS))])


def forget_questions(keys: Collection[str]) -> None:
    """Suggest these past questions no more."""
    forget([f"{QUESTION_SOURCE}{key}" for key in keys])


def forget(entries: Collection[str]) -> None:
    """Remove suggestions."""
    if entries:
        Beginning.objects.filter(suggestion__entry__in=entries).delete()
        Suggestion.objects.filter(entry__in=entries).delete()


def kept_along(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield all public entries there are, putting the table in order on the way; what is not among them goes."""
    seen: set[str] = set()
    for some in _portions(entries, AT_A_TIME):
        seen.update(entry.id for entry in some)
        keep([], [entry.clean() for entry in some])
        yield from some
    known = Suggestion.objects.exclude(entry__startswith=QUESTION_SOURCE).values_list("entry", flat=True)
    for gone in _portions([entry for entry in known.iterator() if entry not in seen], AT_A_TIME):
        forget(gone)


def _suggestion(entry: Entry) -> Suggestion:
    title, url = entry.title[:300], entry.url[:500]
    return Suggestion(entry=entry.id, kind=entry.kind, title=title, url=url, digest=_digest(entry.kind, title, url))


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\n".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _write(made: list[tuple[Suggestion, set[bytes]]]) -> None:
    # Another process may write the same entry: the later one wins, as its entry is the newer.
    written = Suggestion.objects.bulk_create(
        [suggestion for suggestion, _texts in made],
        batch_size=AT_A_TIME,
        update_conflicts=True,
        unique_fields=["entry"],
        update_fields=["kind", "title", "url", "digest"],
    )
    rows = [
        Beginning(suggestion=suggestion, text=text)
        for suggestion, (_made, texts) in zip(written, made, strict=True)
        for text in sorted(texts)
    ]
    Beginning.objects.bulk_create(rows, batch_size=AT_A_TIME)


def _portions(things: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(things)
    while portion := list(islice(rest, size)):
        yield portion
