"""Taking the demo's registry out again."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import ProtectedError

from exemplars.honours.models import Conferral
from exemplars.movements.models import Cluster, Movement
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Evidence, Exemplar, State
from portal.demo.models import DemoRecord


def remove_registry() -> tuple[int, list[str]]:
    """Remove what is marked as demo data; return how many rows went, and what stayed with the reason.

    A demo exemplar that staff gave an honour of their own stays, and so does an organisation or movement that
    something of theirs points at.
    """
    removed, kept = 0, []
    # Hidden first: what changes below would otherwise prepare portraits and lists of what is about to go.
    leaving = Exemplar.objects.filter(is_demo=True).exclude(conferrals__is_demo=False)
    leaving.update(state=State.NOMINATED, is_public=False, portrait=None)
    Conferral.objects.filter(is_demo=True).delete()
    for paper in Evidence.objects.filter(exemplar__is_demo=True):
        paper.file.delete(save=False)
    for model in (Exemplar, Cluster, Movement, Organisation):
        for thing in _marked(model):
            if _delete(thing):
                removed += 1
            else:
                kept.append(f"“{thing}”: đang được dùng ở nội dung khác")
    return removed, kept


def _marked(model: type[models.Model]) -> list[models.Model]:
    """Return the demo's rows of a model; real movements that the demo made are known by the ledger."""
    kind = ContentType.objects.get_for_model(model)
    made = DemoRecord.objects.filter(content_type=kind, made=True).values("object_id")
    return list(model._default_manager.filter(models.Q(is_demo=True) | models.Q(pk__in=made)).order_by("-pk"))


def _delete(thing: models.Model) -> bool:
    kind = ContentType.objects.get_for_model(thing)
    pk = thing.pk
    if isinstance(thing, Movement) and thing.exemplars.exists():
        return False
    try:
        with transaction.atomic():
            thing.delete()
    except ProtectedError:
        return False
    DemoRecord.objects.filter(content_type=kind, object_id=pk).delete()
    return True
