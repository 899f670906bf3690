"""Whatever Wagtail searches is read again once its change is committed.

Not through modelsearch's own handlers: they write a task for every save and then look whether the object exists.
"""

from typing import Any

from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save
from modelsearch.index import class_is_indexed, get_indexed_models

from search.indexing import changed
from search.staff.entries import entry_id, root, roots


def follow() -> None:
    """Listen to every indexed model."""
    for model in get_indexed_models():
        if root(model)._meta.label_lower in roots():
            post_save.connect(_saved, sender=model, dispatch_uid=f"staff-search:{model._meta.label}")
            post_delete.connect(_deleted, sender=model, dispatch_uid=f"staff-search:{model._meta.label}")
    m2m_changed.connect(_retagged, dispatch_uid="staff-search")


def _saved(instance: models.Model, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        changed([entry_id(type(instance), instance.pk)])


def _deleted(instance: models.Model, **kwargs: Any) -> None:
    changed([entry_id(type(instance), instance.pk)], at_once=True)


def _retagged(instance: Any, action: str, **kwargs: Any) -> None:
    """Tags are put on after the save, and sometimes after its commit."""
    model = type(instance)
    if action.startswith("post_") and class_is_indexed(model) and root(model)._meta.label_lower in roots():
        changed([entry_id(model, instance.pk)])
