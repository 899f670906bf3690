"""Movements and clusters as pages name them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from exemplars.movements.models import Cluster, Movement
from search.mentions import names
from search.mentions.keeping import name_changed, target_gone
from search.mentions.names import Case, Name, NameSource

KINDS = {Movement: "movement", Cluster: "cluster"}
# "Cả nước chung sức xây dựng nông thôn mới giai đoạn 2021-2025" is mostly called without its years.
_YEARS = re.compile(r",?\s*(?:giai đoạn|năm)\s+\d{4}(?:\s*[-–]\s*\d{4})?$", re.IGNORECASE)


def without_years(name: str) -> str:
    """Return a movement's name without the years at its end."""
    return _YEARS.sub("", name)


def movement_names() -> Iterator[Name]:
    """Yield the names of all movements, with and without their years; movements that followed each other share one."""
    rows = Movement.objects.order_by().values_list("pk", "name", "starts_on", "ends_on", "is_public")
    for pk, name, since, until, public in rows:
        for words in dict.fromkeys((name, without_years(name))):
            yield Name(words, pk, Case.FREE, since=since, until=until, public=public)


def cluster_names() -> Iterator[Name]:
    """Yield the names of all clusters and blocks."""
    rows = Cluster.objects.order_by().values_list("pk", "name", "founded_on", "dissolved_on", "is_public")
    for pk, name, since, until, public in rows:
        yield Name(name, pk, Case.FREE, since=since, until=until, public=public)


def movements() -> QuerySet[Movement]:
    """Return the movements readers see."""
    return Movement.objects.filter(is_public=True)


def clusters() -> QuerySet[Cluster]:
    """Return the clusters readers see."""
    return Cluster.objects.filter(is_public=True)


def _saved(sender: type, instance: Movement | Cluster, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        name_changed(KINDS[sender], instance.pk, [without_years(instance.name)], public=instance.is_public)


def _deleted(sender: type, instance: Movement | Cluster, **kwargs: Any) -> None:
    target_gone(KINDS[sender], instance.pk)


def register() -> None:
    """Offer the names of movements and clusters."""
    sources = (
        NameSource("movement", _("Phong trào thi đua"), movement_names, movements, address=_address("movement")),
        NameSource("cluster", _("Cụm, khối thi đua"), cluster_names, clusters, address=_address("cluster")),
    )
    for source in sources:
        names.register(source)
    for model, kind in KINDS.items():
        post_save.connect(_saved, sender=model, dispatch_uid=f"mentions:{kind}:saved")
        post_delete.connect(_deleted, sender=model, dispatch_uid=f"mentions:{kind}:deleted")


def _address(name: str) -> Any:
    return lambda slug: reverse(name, args=[slug])
