"""What bulletins share with other pages: topics; and what editors pinned beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _

from news.bulletins.models import BulletinPage, RelatedPin, Topic
from portal.base.models import BasePage
from search.related.facts import FactSource, register_pins
from search.related.facts import register as register_fact
from search.related.storing import store_pins

TOPIC_WEIGHT = 0.1


def _topics() -> QuerySet:
    return BulletinPage.topics.through.objects.all()


def _reasons(topics: Collection[int]) -> Mapping[int, str]:
    names = Topic.objects.filter(pk__in=topics).values_list("pk", "name")
    return {pk: _("Cùng chủ đề %s") % name for pk, name in names}


def pins_of(page: BasePage) -> Iterator[tuple[int, str]]:
    """Yield what is pinned to a bulletin, in the editor's order."""
    if isinstance(page, BulletinPage):
        yield from RelatedPin.objects.filter(page=page.pk).order_by("sort_order").values_list("related_id", "reason")


def _pin_changed(instance: RelatedPin, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        store_pins(instance.page)


def register() -> None:
    """Count topics among the facts pages share; show pins first, as soon as they are stored."""
    register_fact(FactSource("topic", TOPIC_WEIGHT, _topics, "bulletinpage", "topic", _reasons))
    register_pins(pins_of)
    for signal in (post_save, post_delete):
        signal.connect(_pin_changed, sender=RelatedPin, dispatch_uid="related:pins")
