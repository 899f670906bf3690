"""Taking a nomination in: once for each form, with its files, a reference number and a receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from exemplars.nominations import letters
from exemplars.nominations.attachments import MOST
from exemplars.nominations.models import Attachment, Nomination, NominationDecision, State
from portal.intake.receipts import new_token, token_hash
from portal.intake.sealing import seal

ATTEMPTS = 10


@dataclass(frozen=True)
class Contact:
    """How to reach the proposer; kept sealed."""

    email: str = ""
    phone: str = ""


def submit(*, submit_key: str, contact: Contact, files: Iterable[Attachment] = (), **fields: Any) -> Nomination:
    """Store what a form said and return it; a form sent twice gives what the first one made.

    ``fields`` are those of the model. ``files`` are drafts, which belong to the nomination from now on.
    """
    for attempt in range(ATTEMPTS):
        existing = Nomination.objects.filter(submit_key=submit_key).first()
        if existing is not None:
            return existing
        try:
            return _store(submit_key, contact, list(files), fields)
        except IntegrityError:
            # The same form at the same moment, or somebody else's with the same next number.
            if attempt == ATTEMPTS - 1:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _store(submit_key: str, contact: Contact, files: list[Attachment], fields: dict[str, Any]) -> Nomination:
    token = new_token()
    made = Nomination(
        reference=next_reference(),
        submit_key=submit_key,
        token_hash=token_hash(token),
        token_sealed=seal(token),
        email_sealed=seal(contact.email),
        phone_sealed=seal(contact.phone),
        **fields,
    )
    made.save()
    NominationDecision.objects.create(nomination=made, to_state=State.NOMINATED)
    keys = [one.pk for one in files[:MOST]]
    Attachment.objects.filter(pk__in=keys, nomination=None).update(nomination=made)
    letters.received(made)
    return made


def next_reference() -> str:
    """Return the next number of the year: GT-2026-0007 (giới thiệu). Two at once get the same; one tries again."""
    start = f"GT-{timezone.localdate().year}-"
    last = Nomination.objects.filter(reference__startswith=start).order_by("-pk").values_list("reference", flat=True)
    numbers = [int(reference.removeprefix(start)) for reference in last[:50]]
    return f"{start}{max(numbers, default=0) + 1:04d}"
