"""Taking an opinion in, opening it, and forgetting who wrote it."""

from __future__ import annotations

import json
import secrets
from calendar import monthrange
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from exemplars.consultations.models import Candidate, Consultation, Opinion
from portal.intake import erasures
from portal.intake.receipts import token_hash
from portal.intake.sealing import Unreadable, seal, unseal

READ, EXPORTED = "consultations.read", "consultations.exported_opinions"
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without what is misread on the telephone: 0 and O, 1 and I."""


@dataclass(frozen=True, slots=True)
class Words:
    """What only those with the permission read: who wrote, how to reach them, what they said."""

    name: str = ""
    phone: str = ""
    address: str = ""
    text: str = ""


def _reference(consultation: Consultation) -> str:
    """Return a number for letters and telephone calls; it tells nothing and cannot be counted up."""
    drawn = "".join(secrets.choice(_LETTERS) for _ in range(6))
    return f"YK{consultation.pk}-{drawn}"


def receipt_token(submit_key: str) -> str:
    """Return the token of the receipt: it follows from the form's key, so that sending twice leads to one receipt."""
    return salted_hmac("consultations.receipt", submit_key, algorithm="sha256").hexdigest()[:32]


def take(
    consultation: Consultation, *, stance: str, candidate: Candidate | None, words: Words, submit_key: str
) -> tuple[Opinion, str]:
    """Store an opinion, sealed; return it with the token of its receipt. Sent twice it is stored once."""
    token = receipt_token(submit_key)
    try:
        with transaction.atomic():
            opinion = Opinion.objects.create(
                consultation=consultation,
                candidate=candidate,
                stance=stance,
                reference=_reference(consultation),
                sealed=seal(json.dumps(asdict(words), ensure_ascii=False)),
                submit_key=token_hash(submit_key),
                receipt_hash=token_hash(token),
            )
    except IntegrityError:
        opinion = Opinion.objects.get(submit_key=token_hash(submit_key))
    return opinion, token


def sent_before(submit_key: str) -> Opinion | None:
    """Return the opinion this form made, when it was sent before."""
    return Opinion.objects.filter(submit_key=token_hash(submit_key)).first() if submit_key else None


def by_receipt(token: str) -> Opinion | None:
    """Return the opinion whose receipt this is."""
    found = Opinion.objects.select_related("consultation", "candidate")
    return found.filter(receipt_hash=token_hash(token)).first()


def words_of(opinion: Opinion) -> Words | None:
    """Return what an opinion says; None when it was erased or the key it was sealed with is gone."""
    if not opinion.sealed:
        return None
    try:
        return Words(**json.loads(unseal(opinion.sealed)))
    except Unreadable:
        return None


def read(opinion: Opinion, reader: Any) -> Words | None:
    """Open an opinion for a member of staff, and log that it was; a new one becomes read."""
    log(opinion.consultation, READ, user=reader, data={"reference": opinion.reference})
    Opinion.objects.filter(pk=opinion.pk, state=Opinion.State.NEW).update(state=Opinion.State.READ)
    return words_of(opinion)


@transaction.atomic
def handle(opinion: Opinion) -> None:
    """Mark an opinion as summed up for the council; one that its writer withdrew stays withdrawn."""
    rows = Opinion.objects.filter(pk=opinion.pk).exclude(state=Opinion.State.WITHDRAWN)
    rows.update(state=Opinion.State.HANDLED)


@transaction.atomic
def withdraw(opinion: Opinion) -> None:
    """Take an opinion back at its writer's wish: it no longer counts, and who wrote it is forgotten at once."""
    rows = Opinion.objects.filter(pk=opinion.pk).exclude(state=Opinion.State.WITHDRAWN)
    if rows.update(state=Opinion.State.WITHDRAWN, sealed="", erased_at=timezone.now()):
        erasures.remember("opinion", opinion.submit_key)


def withdraw_again(submit_key: str) -> bool:
    """Take back an opinion that came back with an old backup; False when it is withdrawn, or is not there."""
    opinion = Opinion.objects.filter(submit_key=submit_key).exclude(state=Opinion.State.WITHDRAWN).first()
    if opinion is not None:
        withdraw(opinion)
    return opinion is not None


def kept_until(consultation: Consultation) -> date:
    """Return the day on which the writers of a consultation's opinions are forgotten."""
    months = consultation.closes_on.month - 1 + consultation.retention_months
    year, month = consultation.closes_on.year + months // 12, months % 12 + 1
    return date(year, month, min(consultation.closes_on.day, monthrange(year, month)[1]))


def forget_writers(today: date | None = None) -> int:
    """Erase what was sealed once its time is over; return how many opinions. The figures stay."""
    today = today or timezone.localdate()
    over = Consultation.objects.filter(erased_at=None, closes_on__lt=today)
    return sum(map(_erase, [one for one in over if kept_until(one) < today]))


@transaction.atomic
def _erase(consultation: Consultation) -> int:
    now = timezone.now()
    rows = Opinion.objects.filter(consultation=consultation).exclude(sealed="")
    erased = rows.update(sealed="", erased_at=now)
    Consultation.objects.filter(pk=consultation.pk).update(erased_at=now)
    return erased
