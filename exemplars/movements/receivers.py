"""What is taken back from readers is taken out of the HTTP cache at once: a hidden movement, a year opened again.

What becomes public may wait the few minutes a page is kept.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save

from exemplars.movements.models import Cluster, ClusterTerm, Movement
from portal.delivery.purge import purge_when_committed

SHOWING = {Movement: "is_public", Cluster: "is_public", ClusterTerm: "is_closed"}
"""The field that says whether readers see it, or its scores."""


def notice_what_is_taken_back(sender: type, instance: Any, **kwargs: Any) -> None:
    """Compare with what is stored, before it is overwritten."""
    field = SHOWING[sender]
    if instance.pk and not getattr(instance, field):
        instance._taken_back = sender.objects.filter(pk=instance.pk, **{field: True}).exists()


def forget_what_was_taken_back(sender: type, instance: Any, **kwargs: Any) -> None:
    """Forget the kept pages when the change is committed."""
    if instance.__dict__.pop("_taken_back", False):
        purge_when_committed()


def forget_what_was_deleted(sender: type, instance: Any, **kwargs: Any) -> None:
    """The same for what is gone."""
    if getattr(instance, SHOWING[sender]):
        purge_when_committed()


for model in SHOWING:
    name = f"movements:{model.__name__}"
    pre_save.connect(notice_what_is_taken_back, sender=model, dispatch_uid=f"{name}:notice")
    post_save.connect(forget_what_was_taken_back, sender=model, dispatch_uid=f"{name}:taken-back")
    post_delete.connect(forget_what_was_deleted, sender=model, dispatch_uid=f"{name}:deleted")
