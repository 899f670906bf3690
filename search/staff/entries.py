"""From an indexed model's objects (Wagtail's ``search_fields``) to entries of the staff's index, drafts included."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Any

from django.db import models
from modelsearch.index import AutocompleteField, RelatedFields, SearchField, class_is_indexed, get_indexed_models
from wagtail.models import AbstractPage

from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import fold, squash, syllables
from search.entry import Entry
from search.sources import in_chunks

PREFIX = "staff-"
"""What the ids of this index begin with."""
MODEL = "model"
"""The facet holding an object's model and the indexed ones above it."""
HALF_TYPED = "ƥ"
"""Marks the beginning of a syllable, so that it is never taken for a whole one. A letter, and no Vietnamese one."""
LONGEST_BEGINNING = 16
COMPLETED = 200
"""Syllables of an object that are found by their beginnings."""
TITLES = ("title", "name")
_I_OR_Y = re.compile(r"([hklmstv]|qu)([iy])")


def root(model: type[models.Model]) -> type[models.Model]:
    """Return the topmost indexed model above ``model``, whose primary key all those below it share."""
    above = [parent for parent in model._meta.get_parent_list() if class_is_indexed(parent)]
    return above[-1] if above else model


@cache
def roots() -> Mapping[str, type[models.Model]]:
    """Return the models whose objects have entries, by label: indexed ones with whole numbers for keys."""
    found = {root(model)._meta.label_lower: root(model) for model in get_indexed_models()}
    return {label: model for label, model in found.items() if isinstance(model._meta.pk, models.IntegerField)}


def entry_id(model: type[models.Model], key: Any) -> str:
    """Return the id of an object's entry."""
    return f"{PREFIX}{root(model)._meta.label_lower}:{key}"


def read(ids: Collection[str]) -> Iterator[Entry]:
    """Yield the entries of those objects that exist."""
    wanted: dict[str, list[str]] = {}
    for one in ids:
        label, _, key = one.removeprefix(PREFIX).rpartition(":")
        if whole_number(key, 18):
            wanted.setdefault(label, []).append(key)
    for label, keys in wanted.items():
        if label in roots():
            yield from _entries(_objects(roots()[label]).filter(pk__in=keys))


def read_all() -> Iterator[Entry]:
    """Yield the entry of every object, holding few at a time."""
    return chain.from_iterable(_entries(_objects(model)) for model in roots().values())


def count() -> int:
    """Return how many objects there are."""
    return sum(_objects(model).count() for model in roots().values())


def entry(instance: models.Model) -> Entry:
    """Return what an object is found by."""
    title, others = _texts(instance)
    return Entry(
        kind=root(type(instance))._meta.label_lower,
        id=entry_id(type(instance), instance.pk),
        title=title,
        url="",
        words=" ".join([*others, *beginnings(" ".join([title, *others]))]),
        facets={MODEL: tuple(_labels(_own_model(instance)))},
    )


def beginnings(text: str) -> list[str]:
    """Return a token for each beginning of each syllable, without accents: "lý" gives those of ly and of li."""
    found: dict[str, None] = {}
    for syllable in dict.fromkeys(fold(" ".join(syllables(text)[:COMPLETED])).split()):
        forms = [syllable]
        if other := _I_OR_Y.fullmatch(syllable):
            forms.append(other[1] + ("y" if other[2] == "i" else "i"))
        for form in forms:
            found.update(
                (HALF_TYPED + form[:length], None) for length in range(1, min(len(form), LONGEST_BEGINNING) + 1)
            )
    return list(found)


def _objects(model: type[models.Model]) -> models.QuerySet:
    if not issubclass(model, AbstractPage):
        return model.get_indexed_objects()
    # What Wagtail gives for a page model are only the pages of exactly that kind.
    return model.objects.specific() if _kinds_differ(model) else model.objects.all()


def _entries(rows: models.QuerySet) -> Iterator[Entry]:
    return (entry(instance) for instance in in_chunks(rows))


@cache
def _kinds_differ(model: type[models.Model]) -> bool:
    """Return whether a kind of page is found by more than any page is; else its own table need not be read."""
    own = {name for name, _ in _fields(model)}
    return any(issubclass(kind, model) and {name for name, _ in _fields(kind)} != own for kind in get_indexed_models())


def _own_model(instance: models.Model) -> type[models.Model]:
    """Return the most specific model of an object; one of a page tree may have been read as a bare page."""
    return getattr(instance, "specific_class", None) or type(instance)


@cache
def _labels(model: type[models.Model]) -> list[str]:
    above = [parent for parent in model._meta.get_parent_list() if class_is_indexed(parent)]
    return [one._meta.label_lower for one in (model, *above)]


@cache
def _fields(model: type[models.Model]) -> list[tuple[str, Any]]:
    """Return what a model is found by, each field once; those of the highest boost first."""
    found = {
        field.field_name: field
        for field in model.get_search_fields()
        if isinstance(field, SearchField | AutocompleteField | RelatedFields)
    }
    return sorted(found.items(), key=lambda named: -(getattr(named[1], "boost", None) or 1))


def _texts(instance: models.Model) -> tuple[str, list[str]]:
    """Return an object's title or name, and its other texts."""
    found = {name: text for name, field in _fields(type(instance)) if (text := _text(instance, field))}
    titled = next((name for name in (*TITLES, *found) if name in found), None)
    title = found.pop(titled) if titled else ""
    draft = squash(getattr(instance, "draft_title", "") or "")
    return title, [*found.values(), *([draft] if draft and draft != title else [])]


def _text(instance: models.Model, field: Any) -> str:
    if isinstance(field, RelatedFields):
        return squash(" ".join(_related(field, field.get_value(instance))))
    return squash(" ".join(_pieces(field.get_value(instance))))


def _related(field: RelatedFields, value: Any) -> Iterator[str]:
    if value is None:
        return
    others: Iterable[Any] = value.all() if hasattr(value, "all") else [value]
    for other in others:
        for inner in field.fields:
            if isinstance(inner, SearchField | AutocompleteField | RelatedFields):
                yield _text(other, inner)


def _pieces(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        value = value.values()
    if value is None or isinstance(value, str):
        yield value or ""
    elif isinstance(value, Iterable):
        for piece in value:
            yield from _pieces(piece)
    else:
        yield str(value)
