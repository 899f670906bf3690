"""The private addresses of nominations: receipts of proposers, questions to units."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from exemplars.nominations.models import Confirmation, Nomination
from portal.intake.sealing import Unreadable, unseal


def opened(sealed: str) -> str:
    """Return what was sealed; empty when the key to it is gone, for then nobody is written to."""
    try:
        return unseal(sealed)
    except Unreadable:
        return ""


def receipt_url(nomination: Nomination) -> str:
    """Return the whole address of a proposer's receipt; empty once it was erased."""
    token = opened(nomination.token_sealed)
    return settings.SITE_URL + reverse("nomination_receipt", args=[token]) if token else ""


def question_url(confirmation: Confirmation) -> str:
    """Return the whole address at which a unit answers; empty once it was answered, revoked or erased."""
    token = opened(confirmation.token_sealed)
    return settings.SITE_URL + reverse("nomination_question", args=[token]) if token else ""
