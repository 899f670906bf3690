"""Reading and writing the demo's ledger."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.fields import StreamField

from portal.demo.models import DemoRecord


class Ledger:
    """The demo's records, read once and kept in step."""

    def __init__(self) -> None:
        self._records = {record.key: record for record in DemoRecord.objects.all()}

    def __contains__(self, key: str) -> bool:
        return key in self._records

    def find(self, key: str, model: type[models.Model]) -> Any | None:
        """Return the object recorded under a key, None if there is none or someone deleted it since."""
        record = self._records.get(key)
        if record is None:
            return None
        return model._default_manager.filter(pk=record.object_id).first()

    def made(self, key: str, thing: models.Model) -> None:
        """Record an object the demo made."""
        self._store(key, thing, made=True, before={}, after={})

    def fill(self, key: str, thing: models.Model, values: dict[str, Any]) -> bool:
        """Set fields of an object that was there already; return whether anything changed. The caller saves.

        A second call under the same key does nothing, so that what an editor changed since stays.
        """
        if key in self._records:
            return False
        before = {name: _plain(thing, name) for name in values}
        for name, value in values.items():
            setattr(thing, name, value)
        after = {name: _plain(thing, name) for name in values}
        self._store(key, thing, made=False, before=before, after=after)
        return before != after

    def _store(self, key: str, thing: models.Model, **fields: Any) -> None:
        kind = ContentType.objects.get_for_model(thing, for_concrete_model=True)
        self._records[key], _ = DemoRecord.objects.update_or_create(
            key=key, defaults={"content_type": kind, "object_id": thing.pk, **fields}
        )


def put_back(record: DemoRecord) -> models.Model | None:
    """Give a filled-in object its old values where it still has the demo's; return it unsaved, None if it is gone."""
    thing = record.content_type.model_class()._default_manager.filter(pk=record.object_id).first()
    if thing is None:
        return None
    for name, value in record.after.items():
        if _plain(thing, name) == value:
            field = thing._meta.get_field(name)
            before = record.before[name]
            setattr(thing, field.attname, field.to_python(json.dumps(before) if _is_body(field) else before))
    return thing


def _plain(thing: models.Model, name: str) -> Any:
    """Return a field as JSON can hold it: a key for a relation, a list of blocks for a body."""
    field = thing._meta.get_field(name)
    if field.is_relation:
        return getattr(thing, field.attname)
    text = field.value_to_string(thing)
    # Not the text itself: PostgreSQL gives the keys of a block back in another order.
    return json.loads(text) if _is_body(field) else text


def _is_body(field: models.Field) -> bool:
    return isinstance(field, StreamField)
