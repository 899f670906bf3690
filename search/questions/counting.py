"""Counting questions: each reader once a day, nothing of who asked, and nothing for longer than needed."""

from __future__ import annotations

from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction
from django.db.models import F, Sum
from django.utils import timezone
from django.utils.crypto import salted_hmac

from search.question import Question
from search.questions.keys import key_of
from search.questions.models import AskedDay, PastQuestion
from search.suggestions.keeping import forget_questions, keep_question

DAYS_KEPT = 180
MANY = 5
"""Readers who must have asked a question, on two days at least, before others see it suggested."""
MOST_AN_HOUR = 60
"""Questions counted of one reader."""
MOST_NEW_A_DAY = 3000
"""Questions never asked before that are taken in on one day: no flood fills the database."""
HOUR, DAY = 3600, 86400


def count(question: Question, found: int, reader: str) -> bool:
    """Count a question that was answered with so many results; tell whether it was.

    ``reader`` is anything that tells readers apart for a day. Only a keyed hash of it with the question and the day
    is remembered, in the cache, for a day.
    """
    today, key = timezone.localdate(), key_of(question.text)
    if not _once(f"asked:{_mark(today, reader, key)}") or not _below(
        f"asks:{_mark(today, reader)}", MOST_AN_HOUR, HOUR
    ):
        return False
    known = PastQuestion.objects.filter(key=key).exists()
    if not known and not _below(f"new-questions:{today}", MOST_NEW_A_DAY, DAY):
        return False
    _write(question, key, found, today)
    return True


@transaction.atomic
def _write(question: Question, key: str, found: int, today: date) -> None:
    begun = {"text": question.text, "found": found, "first_asked": today, "last_asked": today}
    asked, _created = PastQuestion.objects.get_or_create(key=key, defaults=begun)
    asked = PastQuestion.objects.select_for_update().get(pk=asked.pk)
    day, _created = AskedDay.objects.get_or_create(question=asked, day=today)
    AskedDay.objects.filter(pk=day.pk).update(readers=F("readers") + 1)
    asked.readers += 1
    asked.found, asked.last_asked = found, today
    if sum(not char.isascii() for char in question.text) > sum(not char.isascii() for char in asked.text):
        # Shown to others as whoever took the trouble of accents wrote it.
        asked.text = question.text
    asked.save()


def suggest_or_not(asked: PastQuestion) -> None:
    """Suggest a question that many asked and that has results; never one that staff hid."""
    days = asked.first_asked < asked.last_asked
    if not asked.is_hidden and asked.found and asked.readers >= MANY and days:
        keep_question(str(asked.pk), asked.text)
    else:
        forget_questions([str(asked.pk)])


@transaction.atomic
def forget_old(today: date | None = None) -> int:
    """Forget days longer ago than ``DAYS_KEPT`` and questions nobody asked since; return how many questions went.

    One that staff hid stays, so that it stays hidden.
    """
    oldest = (today or timezone.localdate()) - timedelta(days=DAYS_KEPT)
    touched = list(AskedDay.objects.filter(day__lt=oldest).values_list("question", flat=True).distinct())
    AskedDay.objects.filter(day__lt=oldest).delete()
    gone = PastQuestion.objects.filter(last_asked__lt=oldest, is_hidden=False)
    keys = [str(pk) for pk in gone.values_list("pk", flat=True)]
    forget_questions(keys)
    gone.delete()
    for asked in PastQuestion.objects.filter(pk__in=touched):
        asked.readers = asked.days.aggregate(total=Sum("readers"))["total"] or 0
        asked.save()
    return len(keys)


def _mark(*parts: object) -> str:
    return salted_hmac("search.questions", "\n".join(map(str, parts)), algorithm="sha256").hexdigest()[:32]


def _once(name: str) -> bool:
    return cache.add(name, 1, DAY)


def _below(name: str, most: int, seconds: int) -> bool:
    if cache.add(name, 1, seconds):
        return True
    try:
        return cache.incr(name) <= most
    except ValueError:
        # It ended in this moment.
        return True
