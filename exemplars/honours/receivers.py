"""What follows from a conferral that came, changed or went."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_init, post_save
from django.dispatch import receiver

from exemplars.honours.models import Conferral
from exemplars.honours.search import decisions_changed


@receiver(post_init, sender=Conferral)
def remember_decision(instance: Conferral, **kwargs: Any) -> None:
    """A conferral moved to another decision leaves the first."""
    instance._decision_before = instance.__dict__.get("decision_id")


@receiver([post_save, post_delete], sender=Conferral)
def conferral_changed(instance: Conferral, raw: bool = False, **kwargs: Any) -> None:
    """The decisions it stands, or stood, with are found by other names now."""
    if raw:
        return
    decisions = {instance.decision_id, instance._decision_before} - {None}
    decisions_changed(decisions)
    instance._decision_before = instance.decision_id
