"""What each row of a list would do to the registry: nothing, a new dossier, a change, or a question to staff.

A row with a reference means the dossier of that reference. A row without one is known again by name, year of birth,
place and all else it says; when only some of that agrees, staff are asked. So a list taken in twice changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from exemplars.registry.models import Exemplar, ImportRow
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.parsing import Parsed, model_values
from portal.vietnamese.text import fold, squash

CHUNK = 500
Outcome = ImportRow.Outcome
_YEARS = 2
"""How far two years of birth may be apart to be worth a question: ages are often given instead of years."""
LISTS = ("movements", columns.HONOUR)


@dataclass
class Plan:
    """What a row would do. ``changes`` holds old and new by field, as JSON can hold them."""

    row: Parsed
    outcome: str
    exemplar: Exemplar | None = None
    twin_row: int | None = None
    changes: dict[str, list[Any]] = field(default_factory=dict)


def plans(rows: Iterable[Parsed]) -> Iterator[Plan]:
    """Return a plan for each row, in order; the registry is asked twice for each five hundred rows."""
    seen = _Seen()
    for chunk in chunks(rows, CHUNK):
        present = Present(chunk)
        for row in chunk:
            yield _plan(row, present, seen)


def chunks(rows: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Return rows in lists of at most ``size``."""
    chunk: list[Any] = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class Present:
    """The dossiers that the rows of a chunk may mean."""

    def __init__(self, rows: Sequence[Parsed]) -> None:
        references = {row.values["reference"] for row in rows if row.values.get("reference")}
        keys = {name_key(row) for row in rows if row.values.get("name")}
        found = Exemplar.objects.filter(Q(reference__in=references) | Q(name_key__in=keys)).order_by("pk")
        wanted = {name for row in rows for name in row.values}
        if "movements" in wanted:
            found = found.prefetch_related("movements")
        if columns.HONOUR in wanted:
            found = found.prefetch_related("conferrals")
        self.by_reference: dict[str, Exemplar] = {}
        self.by_name: dict[str, list[Exemplar]] = {}
        for exemplar in found:
            self.by_reference[exemplar.reference] = exemplar
            if exemplar.merged_into_id is None:
                self.by_name.setdefault(exemplar.name_key, []).append(exemplar)


class _Seen:
    """The new rows of the list so far, by name: two rows may mean one person."""

    def __init__(self) -> None:
        self._rows: dict[str, list[tuple[int, Any]]] = {}
        self.references: dict[str, int] = {}

    def twin(self, row: Parsed) -> int | None:
        """Return an earlier row that may mean the same, and remember this one."""
        year = _birth_year(row.values)
        earlier = self._rows.setdefault(name_key(row), [])
        twin = next((number for number, other in earlier if _may_agree(year, other)), None)
        earlier.append((row.number, year))
        return twin


def name_key(row: Parsed) -> str:
    """Return the name as dossiers are compared by it."""
    return fold(squash(row.values.get("name", "")))


def _birth_year(values: dict[str, Any]) -> int | None:
    day = values.get("birth_date")
    return int(day[:4]) if day else values.get("birth_year")


def _may_agree(year: int | None, other: int | None) -> bool:
    return year is None or other is None or abs(year - other) <= _YEARS


def _plan(row: Parsed, present: Present, seen: _Seen) -> Plan:
    if row.errors:
        return Plan(row, Outcome.ERROR)
    reference = row.values.get("reference")
    if reference:
        twin = seen.references.setdefault(reference, row.number)
        if twin != row.number:
            row.errors.append({"cell": str(row.number), "text": _("Mã hồ sơ %s đã có ở dòng %s.") % (reference, twin)})
            return Plan(row, Outcome.ERROR)
        if reference in present.by_reference:
            return compared(row, present.by_reference[reference])
    same, like = _alike(row, present)
    if same is not None:
        return Plan(row, Outcome.SAME, same)
    if not _complete(row):
        return Plan(row, Outcome.ERROR)
    twin = seen.twin(row)
    if like is not None and not reference:
        return Plan(row, Outcome.DUPLICATE, like, changes=differences(row, like))
    if twin is not None and not reference:
        return Plan(row, Outcome.DUPLICATE, twin_row=twin)
    return Plan(row, Outcome.NEW)


def _complete(row: Parsed) -> bool:
    """Tell whether a new dossier can be made of the row."""
    if not row.values.get("name"):
        row.errors.append({"cell": str(row.number), "text": _("Không có hồ sơ mang mã này, và dòng thiếu họ tên.")})
    elif not (row.values.get("year") or row.defaults.get("year")):
        row.errors.append({"cell": str(row.number), "text": _("Thiếu năm nêu gương.")})
    return not row.errors


def _alike(row: Parsed, present: Present) -> tuple[Exemplar | None, Exemplar | None]:
    """Return the dossier that says all the row says, and one that may be meant."""
    year = _birth_year(row.values)
    kind = row.values.get("kind") or row.defaults.get("kind")
    namesakes = [one for one in present.by_name.get(name_key(row), ()) if one.kind == kind]
    if not row.values.get("reference"):
        for one in namesakes:
            if not differences(row, one):
                return one, None
    return None, next((one for one in namesakes if _may_agree(year, one.birth_year)), None)


def compared(row: Parsed, exemplar: Exemplar) -> Plan:
    """Return the plan for a row that means a dossier."""
    changes = differences(row, exemplar)
    return Plan(row, Outcome.CHANGED if changes else Outcome.SAME, exemplar, changes=changes)


def differences(row: Parsed, exemplar: Exemplar) -> dict[str, list[Any]]:
    """Return old and new of each field in which row and dossier differ; what a row leaves empty does not count."""
    changes: dict[str, list[Any]] = {}
    for name, new in row.values.items():
        if name in LISTS:
            continue
        old = plain_value(exemplar, name)
        if old != new:
            changes[name] = [old, new]
    new = row.values.get("movements")
    if new is not None:
        old = sorted(movement.pk for movement in exemplar.movements.all())
        if set(new) - set(old):
            changes["movements"] = [old, sorted({*old, *new})]
    honour = row.values.get(columns.HONOUR)
    if honour is not None and not any(is_that(each, honour) for each in exemplar.conferrals.all()):
        changes[columns.HONOUR] = [None, honour]
    return changes


def plain_value(exemplar: Exemplar, name: str) -> Any:
    """Return a field as JSON holds it: a day as text, a related row as its id."""
    value = getattr(exemplar, Exemplar._meta.get_field(name).attname)
    return value.isoformat() if isinstance(value, date) else value


def is_that(conferral: Any, honour: dict[str, Any]) -> bool:
    """Tell whether a conferral is the one a row names."""
    if (conferral.honour_id, conferral.honour_class) != (honour["honour"], honour["class"]):
        return False
    if honour["decision"] and conferral.decision_id:
        return conferral.decision_id == honour["decision"]
    if honour["decision_text"] and conferral.decision_text:
        return conferral.decision_text == honour["decision_text"]
    return honour["year"] is None or conferral.year == honour["year"]


def drafted(row: Parsed) -> Exemplar:
    """Return an unsaved dossier of a row."""
    return Exemplar(**model_values(row.values, row.defaults))
