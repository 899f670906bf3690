"""What changes an exemplar's public side from outside its own form."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete
from django.dispatch import receiver

from exemplars.honours.models import Conferral
from exemplars.honours.search import recipient_changed
from exemplars.movements.models import Movement
from exemplars.registry.facets.keeping import keep
from exemplars.registry.models import Consent, Exemplar
from exemplars.registry.signals import visibility_changed
from exemplars.registry.visibility import refresh_public


@receiver([post_save, post_delete], sender=Conferral)
@receiver([post_save, post_delete], sender=Consent)
def part_changed(instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """An honour or a consent came, changed or went."""
    if raw or instance.exemplar_id is None:
        return
    exemplar = Exemplar.objects.filter(pk=instance.exemplar_id).first()
    if exemplar is not None:
        refresh_public(exemplar)


@receiver(visibility_changed)
def name_came_or_went(exemplar: Exemplar, **kwargs: Any) -> None:
    """Decisions are found by the names of those they honour."""
    recipient_changed(exemplar)


@receiver(post_save, sender=Exemplar)
def exemplar_saved(instance: Exemplar, raw: bool = False, **kwargs: Any) -> None:
    """The dossier itself changed."""
    if not raw:
        refresh_public(instance)


@receiver(pre_delete, sender=Exemplar)
def exemplar_deleted(instance: Exemplar, **kwargs: Any) -> None:
    """Take it out of every set while its row is still there."""
    instance.is_public = False
    keep([instance])


@receiver(m2m_changed, sender=Exemplar.movements.through)
def movements_changed(instance: Any, action: str, reverse: bool, pk_set: set[int] | None, **kwargs: Any) -> None:
    """An exemplar joined or left movements."""
    if not action.startswith("post_"):
        return
    exemplars = Exemplar.objects.filter(pk__in=pk_set or ()) if reverse else [instance]
    for exemplar in exemplars:
        refresh_public(exemplar)


@receiver(post_save, sender=Movement)
def movement_saved(instance: Movement, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """A movement may have been published or taken down, and with it a facet of its exemplars."""
    if not raw and not created:
        rows = instance.exemplars.public().select_related("organisation", "field")
        keep(list(rows.prefetch_related("movements", "conferrals__honour")))
