"""A full copy brought back: what is missing is added, what is there is never overwritten.

States, decisions, consents and times come as they were, in one transaction: this is a restore by a technician
(``manage.py import_registry``), not a way to publish. Parts of a dossier (consents, honours, decisions) come with a
dossier that is added; one that is there keeps its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from exemplars.registry.identity import derive
from exemplars.registry.models import Exemplar
from exemplars.registry.transfer.archive import files
from exemplars.registry.transfer.archive.dump import complete_hashes
from exemplars.registry.transfer.archive.reading import Copy
from exemplars.registry.transfer.archive.tables import (
    DOCUMENTS,
    IMAGES,
    NUMBER,
    USERS,
    Carried,
    carried_tables,
    key_of,
)
from exemplars.registry.transfer.cells import Unreadable, from_cell
from portal.base.refusal import Refusal
from portal.vietnamese.names import sort_key
from portal.vietnamese.text import fold

_LOST = object()
"""A row named by the copy that neither the copy nor the portal has, where doing without it loses no dossier."""


@dataclass
class Restored:
    """What became of a copy: rows added, equal and different by table, and what could not be had."""

    added: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    different: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@transaction.atomic
def restore(copy: Copy) -> Restored:
    """Add everything a copy has and the portal has not. Raises ``Refusal``, and then nothing was changed."""
    complete_hashes()
    work = _Work(copy)
    for carried in carried_tables():
        work.table(carried)
    if work.new_exemplars:
        _refresh_public_side()
    return work.done


def _refresh_public_side() -> None:
    """Count and index the registry anew: rows were written past the receivers that keep both in step."""
    from exemplars.registry.facets import rebuild
    from search import indexing

    rebuild()
    public = Exemplar.objects.public().values_list("pk", flat=True)
    indexing.changed([f"exemplar:{pk}" for pk in public.iterator(chunk_size=2000)])


class _Work:
    """One restore under way."""

    def __init__(self, copy: Copy) -> None:
        self.done = Restored()
        self.new_exemplars = False
        self._copy = copy
        self._known: dict[type[models.Model], dict[Any, int]] = {}
        self._added: dict[type[models.Model], set[int]] = {}
        self._last: dict[type[models.Model], int] = {}

    def table(self, carried: Carried) -> None:
        """Bring one table in."""
        model = carried.model
        self._added[model] = set()
        self._last[model] = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        if carried.is_numbered:
            self._known[model] = {}
        later: list[tuple[int, str, Any]] = []
        for turn, cells in enumerate(self._copy.rows(carried.sheet), start=1):
            try:
                self._row(carried, cells, later)
            except Unreadable as error:
                where = {"sheet": carried.sheet, "row": turn + 1, "reason": error}
                raise Refusal(_("Bảng “%(sheet)s”, dòng %(row)s: %(reason)s") % where) from error
        self._join_later(model, later)
        self.new_exemplars |= model is Exemplar and bool(self._added[model])

    def _row(self, carried: Carried, cells: dict[str, Any], later: list) -> None:
        values, own = {}, {}
        for heading, each in carried.fields.items():
            if each.is_relation and each.related_model is carried.model:
                own[each.attname] = cells.get(heading)
                continue
            values[each.attname if each.is_relation else each.name] = self._read(each, cells.get(heading))
        if carried.table is IMAGES:
            values.pop("file")
        if carried.parent and self._belongs_to_what_was_there(carried, values):
            return
        pk = self._present(carried, values)
        if pk is None:
            pk = self._add(carried, values, cells)
            later += [(pk, name, key) for name, key in own.items() if key not in (None, "")]
        if carried.is_numbered and pk in self._added[carried.model]:
            self._known[carried.model][int(from_cell(models.IntegerField(), cells.get(NUMBER)) or 0)] = pk
        if carried.table.key and pk:
            self._keys(carried.model)[values[carried.table.key]] = pk

    def _read(self, each: models.Field, raw: Any) -> Any:
        if not each.is_relation:
            return from_cell(each, raw)
        if raw in (None, ""):
            return None
        model = each.related_model
        known = self._keys(model)
        key = from_cell(model._meta.get_field(key_of(model)) if key_of(model) else models.IntegerField(), raw)
        if key in known:
            return known[key]
        return self._missing(each, key)

    def _missing(self, each: models.Field, key: Any) -> Any:
        """Say what becomes of a row that names one nobody has."""
        if not key_of(each.related_model):
            return _LOST  # a part of something that was there before
        said = {"what": each.related_model._meta.verbose_name, "key": key}
        if each.null and each.related_model._meta.label == IMAGES.model:
            self.done.lost.append(_("Không có %(what)s “%(key)s”.") % said)
            return None
        if each.model._meta.label == "stories.StorySubject":
            self.done.lost.append(_("Không có %(what)s “%(key)s”.") % said)
            return _LOST
        raise Unreadable(_("không có %(what)s “%(key)s” trong bản sao và trên cổng.") % said)

    def _keys(self, model: type[models.Model]) -> dict[Any, int]:
        """Return what names the rows of a model: read once, kept in step by what is added."""
        if model not in self._known:
            key = key_of(model)
            rows = model._base_manager.order_by("-pk").values_list(key, "pk") if key else ()
            self._known[model] = dict(rows)
        return self._known[model]

    def _belongs_to_what_was_there(self, carried: Carried, values: dict[str, Any]) -> bool:
        """Tell whether the row is a part of a row that was there before, which keeps its own parts."""
        if _LOST in values.values():
            return True
        parent = carried.model._meta.get_field(carried.parent)
        pk = values[parent.attname]
        return pk is not None and pk not in self._added.get(parent.related_model, ())

    def _present(self, carried: Carried, values: dict[str, Any]) -> int | None:
        """Return the row that is there already, and note whether it says the same."""
        model, key = carried.model, carried.table.key
        if key:
            pk = self._keys(model).get(values[key])
            pk = pk or (_same_document(values) if carried.table is DOCUMENTS else None)
        elif carried.parent and values[model._meta.get_field(carried.parent).attname] is None:
            pk = model._base_manager.filter(pk__lte=self._last[model], **values).values_list("pk", flat=True).first()
        else:
            return None
        if pk is not None and pk not in self._added[model]:
            if not key or model._base_manager.filter(pk=pk, **values).exists():
                self.done.same[carried.sheet] += 1
            else:
                self.done.different.append(f"{carried.sheet}: {values[key]}")
        return pk

    def _add(self, carried: Carried, values: dict[str, Any], cells: dict[str, Any]) -> int:
        model = carried.model
        row = model(**values)
        if carried.table is IMAGES:
            return self._add_image(row, cells, carried)
        if carried.table is USERS:
            # Whoever decided stays named in the log; the account opens nothing.
            row.is_active = False
            row.set_unusable_password()
        if carried.table is DOCUMENTS:
            row.save()  # with its keys, and the citations it answers
        else:
            _derive(row)
            row.save_base(raw=True, force_insert=True)
        if model._meta.label == "registry.Evidence":
            files.restore_paper(self._copy, row)
        self._added[model].add(row.pk)
        self.done.added[carried.sheet] += 1
        return row.pk

    def _add_image(self, row: Any, cells: dict[str, Any], carried: Carried) -> int:
        made = files.restore_image(self._copy, row, str(cells.get("Tệp") or ""))
        if made:
            self._added[carried.model].add(row.pk)
            self.done.added[carried.sheet] += 1
        return row.pk if made else 0

    def _join_later(self, model: type[models.Model], later: list[tuple[int, str, Any]]) -> None:
        """Fill what points at another row of the same table, now that all of them are there."""
        if not later:
            return
        known = self._keys(model)
        for pk, name, key in later:
            if key not in known:
                raise Refusal(_("Không có “%s” trong bản sao và trên cổng.") % key)
            model._base_manager.filter(pk=pk).update(**{name: known[key]})


def _same_document(values: dict[str, Any]) -> int | None:
    """Return the document of that identity under another address: issuer, type, number, symbol, year or term."""
    if not values["number"]:
        return None
    parts = ("issuer_id", "type_id", "number", "symbol", "is_normative", "term", "year")
    same = DOCUMENTS.model_class._default_manager.filter(**{name: values[name] for name in parts})
    return same.values_list("pk", flat=True).first()


def _derive(row: models.Model) -> None:
    """Work out what no file carries: the keys to sort and compare by."""
    if isinstance(row, Exemplar):
        derive(row)
        return
    for name, (source, make) in _DERIVED.items():
        if any(each.name == name for each in row._meta.concrete_fields):
            length = row._meta.get_field(name).max_length
            setattr(row, name, make(getattr(row, source))[:length])


_DERIVED: dict[str, tuple[str, Callable[[str], str]]] = {
    "name_key": ("name", fold),
    "sort_key": ("name", sort_key),
    "recipient_key": ("recipient_name", fold),
}
