"""Words and abbreviations as each process keeps them, read again when they have changed.

A question costs no query for them: whether they changed is asked at most every ``LOOK_AGAIN`` seconds.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from django.db import DatabaseError
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from search.entry import Entry
from search.lexicon.abbreviations import Abbreviations
from search.lexicon.models import Abbreviation, Vocabulary
from search.lexicon.words import Words, learn

log = logging.getLogger(__name__)

LOOK_AGAIN = 30.0
Kept = TypeVar("Kept")


class _Keeper(Generic[Kept]):
    """Something read from the database and kept; ``version`` changes whenever it does."""

    def __init__(self, empty: Kept, version: Callable[[], Any], read: Callable[[], Kept]) -> None:
        self._empty, self._version, self._read = empty, version, read
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Read anew when next asked."""
        self._kept, self._seen, self._looked = self._empty, None, float("-inf")

    def get(self) -> Kept:
        """Return it. While the database is away, what was read last."""
        if time.monotonic() - self._looked >= LOOK_AGAIN:
            with self._lock:
                try:
                    self._look()
                except DatabaseError as error:
                    log.warning("Words for search cannot be read: %s", error)
                self._looked = time.monotonic()
        return self._kept

    def _look(self) -> None:
        version = self._version()
        if version != self._seen:
            self._kept, self._seen = self._read(), version


def _abbreviation_rows() -> tuple[tuple[str, str], ...]:
    return tuple(Abbreviation.objects.filter(active=True).order_by("pk").values_list("short", "expansion"))


def _read_words() -> Words:
    row = Vocabulary.objects.order_by("-pk").first()
    return Words.load(bytes(row.data)) if row else Words()


_abbreviations = _Keeper(Abbreviations(), _abbreviation_rows, lambda: Abbreviations.of(_abbreviation_rows()))
_words = _Keeper(Words(), lambda: Vocabulary.objects.order_by("-pk").values_list("pk", flat=True).first(), _read_words)


def abbreviations() -> Abbreviations:
    """Return the abbreviations in use."""
    return _abbreviations.get()


def words() -> Words:
    """Return the vocabulary learned last; an empty one when there is none."""
    return _words.get()


def learn_anew(entries: Iterable[Entry]) -> Words:
    """Learn the vocabulary from entries and put it in the place of the old one."""
    found = learn(entries)
    row = Vocabulary.objects.create(learned_at=timezone.now(), entries=found.entries, data=found.dump())
    Vocabulary.objects.exclude(pk=row.pk).delete()
    _words.forget()
    return found


def forget(**kwargs: Any) -> None:
    """Read everything anew when next asked."""
    _abbreviations.forget()
    _words.forget()


def listen() -> None:
    """Forget abbreviations of this process as soon as one changes."""
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=Abbreviation, dispatch_uid="lexicon:abbreviations")
