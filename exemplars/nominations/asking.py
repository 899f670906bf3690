"""Asking units and localities: one secret link, one answer, fourteen days; or an answer that came on paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from exemplars.nominations import letters
from exemplars.nominations.models import VALID_FOR, Attachment, Confirmation, Nomination
from exemplars.nominations.states import NotAllowed
from portal.intake.receipts import new_token, token_hash
from portal.intake.sealing import seal

REMIND_AFTER = timedelta(days=7)


@transaction.atomic
def ask(nomination: Nomination, *, step: str, addressee: str, email: str, actor: Any) -> Confirmation:
    """Make a question with a fresh link, and send it where an address is known.

    Raises ``NotAllowed`` for a nomination that is decided or erased.
    """
    _lock_open(nomination)
    asked = Confirmation(
        nomination=nomination, step=step, addressee=addressee, email_sealed=seal(email), asked_by=actor
    )
    _renew(asked)
    return asked


@transaction.atomic
def ask_again(confirmation: Confirmation) -> Confirmation:
    """Send a question again, with a new link for fourteen more days; the old one leads nowhere.

    Raises ``NotAllowed`` when it was answered already, or the nomination is decided.
    """
    _lock_open(confirmation.nomination)
    locked = Confirmation.objects.select_for_update().select_related("nomination").get(pk=confirmation.pk)
    if locked.answered_at:
        raise NotAllowed(_("Nơi này đã trả lời rồi."))
    _renew(locked)
    return locked


def _renew(confirmation: Confirmation) -> None:
    token = new_token()
    confirmation.token_hash, confirmation.token_sealed = token_hash(token), seal(token)
    confirmation.expires_at = timezone.now() + VALID_FOR
    confirmation.revoked_at = confirmation.reminded_at = None
    confirmation.sent_times += 1
    confirmation.save()
    letters.to_unit(confirmation)


@transaction.atomic
def revoke(confirmation: Confirmation) -> None:
    """Let the link of a question lead nowhere; one answered stays answered."""
    Confirmation.objects.filter(pk=confirmation.pk, answered_at=None).update(revoked_at=timezone.now(), token_sealed="")


def find(token: str) -> Confirmation | None:
    """Return the question behind a link, whatever became of it."""
    rows = Confirmation.objects.select_related("nomination__place__province", "nomination__field")
    return rows.filter(token_hash=token_hash(token), nomination__erased_at=None).first()


@transaction.atomic
def answer(confirmation: Confirmation, *, answer: str, words: str, answered_by: str) -> bool:
    """Record the answer given behind a link; False when the link was answered, revoked or out of time meanwhile."""
    locked = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
    if not locked.is_waiting:
        return False
    locked.answer, locked.words, locked.answered_by = answer, words, answered_by
    locked.answered_at, locked.token_sealed = timezone.now(), ""
    locked.save()
    return True


@transaction.atomic
def record(
    nomination: Nomination,
    *,
    step: str,
    addressee: str,
    answer: str,
    words: str,
    answered_by: str,
    paper: Attachment | None,
    actor: Any,
) -> Confirmation:
    """Record an answer that came on paper or was given to staff. Raises ``NotAllowed`` as :func:`ask` does."""
    _lock_open(nomination)
    return Confirmation.objects.create(
        nomination=nomination,
        step=step,
        addressee=addressee,
        answer=answer,
        words=words,
        answered_by=answered_by,
        answered_at=timezone.now(),
        paper=paper,
        asked_by=actor,
        recorded_by=actor,
    )


def _lock_open(nomination: Nomination) -> None:
    locked = Nomination.objects.select_for_update().get(pk=nomination.pk)
    if not locked.is_open:
        raise NotAllowed(_("Phiếu này đã xong, không hỏi thêm được."))


def remind() -> int:
    """Write once more to who was asked a week ago, has not answered and still can; return to how many."""
    asked = Confirmation.objects.filter(
        answered_at=None,
        revoked_at=None,
        reminded_at=None,
        expires_at__gt=timezone.now() + timedelta(days=1),
        expires_at__lte=timezone.now() + VALID_FOR - REMIND_AFTER,
    )
    reminded = 0
    for pk in asked.values_list("pk", flat=True):
        with transaction.atomic():
            one = Confirmation.objects.select_for_update().select_related("nomination").get(pk=pk)
            if one.is_waiting and one.reminded_at is None:
                reminded += letters.to_unit(one, is_reminder=True)
                one.reminded_at = timezone.now()
                one.save(update_fields=["reminded_at"])
    return reminded
