"""Shared mentions: what pages name is the commonest fact between them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import partial

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from search.mentions.models import Mention
from search.mentions.shown import labels
from search.related.facts import FactSource
from search.related.facts import register as register_fact

WEIGHTS = {"exemplar": 0.35, "movement": 0.2, "cluster": 0.2, "place": 0.12, "organisation": 0.1}


def _rows(kind: str) -> QuerySet[Mention]:
    return Mention.objects.filter(kind=kind)


def _reasons(kind: str, targets: Collection[int]) -> Mapping[int, str]:
    named = labels(f"{kind}:{target}" for target in targets)
    return {target: _said(kind, named[key]) for target in targets if (key := f"{kind}:{target}") in named}


def _said(kind: str, label: str) -> str:
    # "Xã Cao Lũng" is a common noun and a name; inside a sentence it begins small.
    name = label[:1].lower() + label[1:] if kind == "place" and "Hồ Chí Minh" not in label else label
    return _("Cùng nhắc đến %s") % name


def register() -> None:
    """Count mentions among the facts pages share."""
    for kind, weight in WEIGHTS.items():
        rows: Callable[[], QuerySet] = partial(_rows, kind)
        register_fact(FactSource(f"mention:{kind}", weight, rows, "page", "target", partial(_reasons, kind)))
