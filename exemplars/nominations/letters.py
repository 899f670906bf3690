"""Letters about nominations: to the proposer, who gave an address or none, and to units that are asked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from exemplars.nominations.addresses import opened, question_url, receipt_url
from exemplars.nominations.models import Confirmation, Nomination, NominationDecision, State
from portal.mail.outbox import send

OUTCOMES = (State.APPROVED, State.DECLINED, State.DUPLICATE)


def _to_proposer(template: str, nomination: Nomination, key: str, **context: Any) -> None:
    address = opened(nomination.email_sealed)
    if address:
        given = {"nomination": nomination, "receipt_url": receipt_url(nomination), **context}
        send(f"nominations/{template}", address, given, key=f"{prefix(nomination)}{key}")


def prefix(nomination: Nomination) -> str:
    """Return how the keys of all letters about a nomination begin."""
    return f"nomination:{nomination.pk}:"


def received(nomination: Nomination) -> None:
    """Tell the proposer that it arrived, with the link to follow it by."""
    _to_proposer("received", nomination, "received")


def outcome(nomination: Nomination, decision: NominationDecision) -> None:
    """Tell the proposer how it ended; steps on the way are behind the link."""
    if decision.to_state in OUTCOMES:
        _to_proposer("outcome", nomination, f"decision:{decision.pk}", decision=decision)


def question(nomination: Nomination) -> None:
    """Tell the proposer that staff ask something."""
    _to_proposer("question", nomination, f"question:{timezone.now().timestamp():.0f}")


def to_unit(confirmation: Confirmation, *, is_reminder: bool = False) -> bool:
    """Ask a unit or locality by e-mail, or remind it; False when no address is known."""
    address = opened(confirmation.email_sealed)
    if not address:
        return False
    nomination = confirmation.nomination
    given = {
        "confirmation": confirmation,
        "nomination": nomination,
        "url": question_url(confirmation),
        "is_reminder": is_reminder,
    }
    turn = "reminder" if is_reminder else f"sent-{confirmation.sent_times}"
    return send("nominations/unit", address, given, key=f"{prefix(nomination)}confirmation:{confirmation.pk}:{turn}")
