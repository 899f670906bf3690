"""Letters that are sent once, whatever happens to the mail server meanwhile.

A letter is a row of the transaction that caused it; after the commit a task sends it: at once in the embedded
configuration, by the worker in production. What could not be sent is tried again, less and less often, for about two
days, by the task queue where it can wait and by the clock of the portal (``manage.py send_waiting_mail``) in any case.
"""

from __future__ import annotations

import hashlib
import json
import logging
import smtplib
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.db import transaction
from django.db.models import Count, F, Min, Q, QuerySet
from django.utils import timezone
from django_tasks import default_task_backend, task

from portal.intake.sealing import Unreadable, seal, unseal
from portal.mail.models import Letter
from portal.mail.writing import write
from portal.vietnamese.text import normalise, squash

log = logging.getLogger(__name__)

WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440))
"""How long until the next attempt after the first, second … that failed. After the last one staff are asked."""
TAKEN_FOR = timedelta(minutes=5)
"""Longer than any attempt lasts (EMAIL_TIMEOUT for each word of the talk)."""
STAFF = "staff"
"""What letters of Django and Wagtail are called: tasks of an article, a new password."""
KEPT = timedelta(days=30)
"""How long the row of a letter stays after it was sent, or given up: a key is not used again for so long."""


def send(
    template: str,
    to: str,
    context: dict[str, Any],
    *,
    key: str,
    headers: dict[str, str] | None = None,
    unsubscribe_url: str = "",
) -> bool:
    """Write a letter and have it sent when the running transaction is committed; False when ``key`` was used already.

    ``key`` says which letter it is ("nomination:12:declined"), so that causing it twice sends it once. With
    ``unsubscribe_url`` mail programs offer to stop such letters. A mail server that is down never fails the caller.
    Raises ``ValueError`` for an address or header that is none (``portal.mail.writing``).
    """
    return _store(key, template, write(template, to, context, headers or {}, unsubscribe_url))


def post(message: EmailMessage) -> int:
    """Take over what Django or Wagtail wrote: a letter to each of its recipients; return how many.

    Raises ``ValueError`` for a message with files: the outbox has no room for them.
    """
    if message.attachments:
        raise ValueError("The outbox takes no attachments")
    html = next((one.content for one in getattr(message, "alternatives", ()) if one.mimetype == "text/html"), "")
    replies = {"Reply-To": ", ".join(message.reply_to)} if message.reply_to else {}
    for to in message.recipients():
        content = {
            "to": to,
            "subject": squash(str(message.subject)),
            "text": normalise(str(message.body)),
            "html": html,
            "headers": {**message.extra_headers, **replies},
        }
        _store(f"{STAFF}:{uuid4()}", STAFF, content)
    return len(message.recipients())


def _store(key: str, template: str, content: dict[str, Any]) -> bool:
    letter, is_new = Letter.objects.get_or_create(
        key=key,
        defaults={
            "template": template,
            "sealed": seal(json.dumps(content, ensure_ascii=False)),
            "next_try_at": timezone.now(),
        },
    )
    if is_new:
        _enqueue_when_committed(letter.pk)
    return is_new


def _enqueue_when_committed(pk: int) -> None:
    transaction.on_commit(lambda: deliver.enqueue(pk), robust=True)


@task()
def deliver(pk: int) -> None:
    """Task: try to send one letter. It knows the row's number only: arguments of tasks are kept and shown."""
    try_to_send(pk)


def try_to_send(pk: int) -> bool:
    """Try to send one letter; True when the mail server accepted it just now.

    Nothing is raised: what went wrong is in the row, by the kind of error, for messages of mail servers quote
    addresses. A letter somebody else is sending, or sent, is left alone.
    """
    letter = _take(pk)
    if letter is None:
        return False
    try:
        _hand_over(letter)
    except Exception as error:
        _failed(letter, error)
        return False
    Letter.objects.filter(pk=pk).update(
        state=Letter.State.SENT, sealed="", sent_at=timezone.now(), taken_until=None, last_error=""
    )
    return True


def _take(pk: int) -> Letter | None:
    now = timezone.now()
    free = Letter.objects.filter(Q(taken_until=None) | Q(taken_until__lt=now), pk=pk, state=Letter.State.WAITING)
    taken = free.update(taken_until=now + TAKEN_FOR, attempts=F("attempts") + 1)
    return Letter.objects.get(pk=pk) if taken else None


def _hand_over(letter: Letter) -> None:
    content = json.loads(unseal(letter.sealed))
    message = EmailMultiAlternatives(
        content["subject"],
        content["text"],
        to=[content["to"]],
        # The same for every attempt: should an answer get lost, the other side can tell that it is the same letter.
        headers={"Message-ID": _message_id(letter.key), "Auto-Submitted": "auto-generated", **content["headers"]},
        connection=get_connection(settings.MAIL_TRANSPORT),
    )
    if content["html"]:
        message.attach_alternative(content["html"], "text/html")
    message.send()


def _message_id(key: str) -> str:
    host = settings.SITE_URL.partition("://")[2].partition(":")[0]
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:40]}@{host}>"


def _failed(letter: Letter, error: Exception) -> None:
    now = timezone.now()
    final = _is_final(error) or letter.attempts > len(WAITS)
    next_try = now + WAITS[min(letter.attempts, len(WAITS)) - 1]
    log.warning("letter %d not sent, attempt %d: %s", letter.pk, letter.attempts, _told(error))
    with transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(
            state=Letter.State.FAILED if final else Letter.State.WAITING,
            next_try_at=next_try,
            taken_until=None,
            last_error=_told(error),
        )
        if not final and default_task_backend.supports_defer:
            deliver.using(run_after=next_try).enqueue(letter.pk)


def _told(error: Exception) -> str:
    """The kind of an error and the mail server's number for it, without its words."""
    code = getattr(error, "smtp_code", None) or next(iter(_codes(error)), "")
    return f"{type(error).__name__} {code}".strip()


def _codes(error: Exception) -> list[int]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPResponseException) else []


def _is_final(error: Exception) -> bool:
    """Tell whether trying again is useless: nobody has this address, or the letter itself cannot be sent."""
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return all(code >= 500 for code in _codes(error))
    return isinstance(error, Unreadable | UnicodeError)


def due(now: datetime | None = None) -> QuerySet[Letter]:
    """Return the letters whose next attempt has come, the oldest first."""
    return Letter.objects.filter(state=Letter.State.WAITING, next_try_at__lte=now or timezone.now()).order_by("pk")


def send_due(limit: int = 100) -> int:
    """Try every letter that is due, at most ``limit``; return how many were accepted.

    When the first three fail the mail server is away, and the others wait for the next round.
    """
    accepted = 0
    for tried, pk in enumerate(list(due().values_list("pk", flat=True)[:limit]), start=1):
        accepted += try_to_send(pk)
        if tried == 3 and not accepted:
            break
    return accepted


def try_again(letters: QuerySet[Letter]) -> int:
    """Put letters that were given up back into the queue; return how many."""
    with transaction.atomic():
        keys = list(letters.filter(state=Letter.State.FAILED).values_list("pk", flat=True))
        Letter.objects.filter(pk__in=keys).update(
            state=Letter.State.WAITING, attempts=0, next_try_at=timezone.now(), taken_until=None
        )
        for pk in keys:
            _enqueue_when_committed(pk)
    return len(keys)


def forget_old() -> int:
    """Remove the rows of letters sent or given up long ago, with what they said; return how many."""
    done = Letter.objects.exclude(state=Letter.State.WAITING)
    return done.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def troubles() -> dict[str, Any]:
    """Return what staff should know: ``failed`` letters, ``stuck`` ones (tried in vain), and since when (``since``)."""
    stuck = Q(state=Letter.State.WAITING, attempts__gt=0, last_error__gt="")
    return Letter.objects.filter(stuck | Q(state=Letter.State.FAILED)).aggregate(
        failed=Count("pk", filter=Q(state=Letter.State.FAILED)),
        stuck=Count("pk", filter=stuck),
        since=Min("created_at"),
    )


def was_written(template: str, key_prefix: str, *, since: datetime) -> bool:
    """Tell whether a letter of a kind whose key begins so was written since a moment, sent or not."""
    return Letter.objects.filter(template=template, key__startswith=key_prefix, created_at__gte=since).exists()


def drop(key_prefix: str) -> int:
    """Remove letters not sent yet whose keys begin so: whom they are about wants to be forgotten. Return how many."""
    waiting = Letter.objects.exclude(state=Letter.State.SENT).filter(key__startswith=key_prefix)
    return waiting.delete()[0]
