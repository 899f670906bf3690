"""A row of cells as values of an exemplar, and what is wrong with each cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

from exemplars.honours.models import Conferral
from exemplars.registry.identity import split_name
from exemplars.registry.models import Exemplar
from exemplars.registry.transfer.cells import (
    Unreadable,
    checked,
    from_cell,
    read_choice,
    read_day,
    read_flag,
    read_number,
    text_of,
)
from exemplars.registry.transfer.sheets import columns
from exemplars.registry.transfer.sheets.lookups import Lookups
from exemplars.registry.transfer.sheets.reading import Formula, cell_name
from portal.vietnamese.dates import find_dates
from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import normalise, squash


@dataclass
class Parsed:
    """A row: what it says of an exemplar (as JSON can hold it), what is wrong, what was passed over."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    defaults: dict[str, Any] = field(default_factory=dict)
    """What is meant where the row says nothing; for a new dossier only."""
    errors: list[dict[str, str]] = field(default_factory=list)
    notes: list[dict[str, str]] = field(default_factory=list)

    @property
    def problems(self) -> list[dict[str, str]]:
        """Errors and notes, each with its cell."""
        return [*({**one, "level": "error"} for one in self.errors), *({**one, "level": "note"} for one in self.notes)]


class Parser:
    """Reads the rows of one list."""

    def __init__(self, match: columns.Match, lookups: Lookups, *, kind: str, year: int | None) -> None:
        """``kind`` and ``year`` are meant where a row says nothing."""
        self._match, self._lookups, self._kind, self._year = match, lookups, kind, year
        # The year decides which place a name means, so it is read first; the decision's day may tell it.
        order = ("year", columns.DECIDED_ON)
        self._columns = sorted(match.columns.items(), key=lambda item: (item[1] not in order, item[0]))
        self._at = {name: position for position, name in match.columns.items()}

    def parse(self, number: int, cells: list[Any]) -> Parsed:
        """Return what a row says."""
        row = Parsed(number)
        raw: dict[str, Any] = {}
        for position, name in self._columns:
            cell = cells[position] if position < len(cells) else None
            cell = squash(cell) if isinstance(cell, str) and name not in _LONG else cell
            if cell in (None, ""):
                continue
            try:
                self._read(row, name, cell, raw)
            except Unreadable as error:
                row.errors.append({"cell": cell_name(position, number), "text": str(error)})
        if not row.errors:
            self._complete(row, raw)
        return row

    def _read(self, row: Parsed, name: str, cell: Any, raw: dict[str, Any]) -> None:
        if isinstance(cell, Formula):
            raise Unreadable(_("Ô chứa công thức chưa có kết quả; hãy sao chép rồi dán giá trị."))
        if name in columns.EXTRA:
            raw[name] = read_day(cell) if name == columns.DECIDED_ON else squash(text_of(cell))
            return
        read = _SPECIAL.get(name)
        value = read(self, row, cell) if read else _plain(Exemplar._meta.get_field(name), cell)
        if value is not None:
            row.values[name] = value

    def _place(self, row: Parsed, cell: Any, name: str) -> int | None:
        meant = self._lookups.place(squash(text_of(cell))[:200], row.values.get("year") or self._year)
        if meant.note:
            row.notes.append({"cell": cell_name(self._at[name], row.number), "text": meant.note})
        return meant.pk

    def _organisation(self, row: Parsed, cell: Any) -> int | str:
        text = checked(_ORGANISATION_NAME, squash(text_of(cell)))
        pk = self._lookups.organisation(text).pk
        return text if pk is None else pk

    def _birth_date(self, row: Parsed, cell: Any) -> str | None:
        """A bare year in the column of birthdays is a year of birth."""
        text = squash(text_of(cell))
        if len(text) == 4 and (year := whole_number(text)) is not None:
            row.values["birth_year"] = checked(Exemplar._meta.get_field("birth_year"), year)
            return None
        return read_day(cell).isoformat()

    def _year_of_birth(self, row: Parsed, cell: Any) -> int | None:
        """A day in the column of years of birth is a birthday."""
        text = squash(text_of(cell))
        if whole_number(text) is None and (not isinstance(cell, str) or find_dates(text)):
            row.values["birth_date"] = read_day(cell).isoformat()
            return None
        return checked(Exemplar._meta.get_field("birth_year"), read_number(cell))

    def _complete(self, row: Parsed, raw: dict[str, Any]) -> None:
        values = row.values
        _name(values, raw)
        if not values.get("name") and not values.get("reference"):
            row.errors.append({"cell": self._cell("name", row.number), "text": _("Thiếu họ tên, tên gọi.")})
            return
        decided = raw.get(columns.DECIDED_ON)
        row.defaults = {"kind": self._kind, "year": decided.year if decided else self._year}
        try:
            self._honour(row, raw, decided)
        except Unreadable as error:
            row.errors.append({"cell": self._cell(columns.HONOUR, row.number), "text": str(error)})
        self._check(row)

    def _cell(self, name: str, number: int) -> str:
        return cell_name(self._at[name], number) if name in self._at else str(number)

    def _honour(self, row: Parsed, raw: dict[str, Any], decided: date | None) -> None:
        text, number = raw.get(columns.HONOUR, ""), raw.get(columns.DECISION, "")
        if not text:
            if number or decided:
                row.notes.append(
                    {"cell": self._cell(columns.DECISION, row.number), "text": _("có quyết định mà không có danh hiệu")}
                )
            return
        honour, honour_class = self._lookups.honour(text)
        document = self._lookups.document(number, decided) if number else None
        printed = "" if document else checked(Conferral._meta.get_field("decision_text"), number)
        row.values[columns.HONOUR] = {
            "honour": honour,
            "class": honour_class,
            "decision": document,
            "decision_text": printed,
            "on": decided.isoformat() if decided else None,
            "year": decided.year if decided else row.values.get("year") or self._year,
        }

    def _check(self, row: Parsed) -> None:
        """Let the model refuse what contradicts itself."""
        draft = Exemplar(**model_values(row.values, row.defaults))
        try:
            draft.clean()
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                row.errors.append({"cell": self._cell(name, row.number), "text": " ".join(messages)})


_LONG = frozenset(field.name for field in Exemplar._meta.concrete_fields if isinstance(field, models.TextField))
_ORGANISATION_NAME = Exemplar._meta.get_field("organisation").related_model._meta.get_field("name")


def _plain(field: models.Field, cell: Any) -> Any:
    """Read an ordinary field; what it holds is what JSON can hold."""
    if field.choices:
        return read_choice(field, cell)
    if isinstance(field, models.BooleanField):
        return read_flag(cell)
    if isinstance(field, models.DateField):
        return read_day(cell).isoformat()
    if isinstance(field, models.TextField):
        return checked(field, normalise(text_of(cell)).strip())
    value = from_cell(field, cell)
    return checked(field, squash(value) if isinstance(value, str) else value)


_SPECIAL = {
    "place": lambda parser, row, cell: parser._place(row, cell, "place"),
    "place_now": lambda parser, row, cell: parser._place(row, cell, "place_now"),
    "organisation": Parser._organisation,
    "birth_date": Parser._birth_date,
    "birth_year": Parser._year_of_birth,
    "field": lambda parser, row, cell: parser._lookups.field(squash(text_of(cell))),
    "movements": lambda parser, row, cell: parser._lookups.movements(normalise(text_of(cell))),
}


def _name(values: dict[str, Any], raw: dict[str, Any]) -> None:
    """Put the name together from its parts, where a list gives only those; parts given beside it are kept by hand."""
    parts = [values.get(name, "") for name in ("family_name", "middle_name", "given_name")]
    surnames = raw.get(columns.SURNAMES, "")
    if not values.get("name"):
        joined = squash(" ".join([surnames, *parts])) if surnames else squash(" ".join(parts))
        if joined:
            values["name"] = joined[:200]
        if surnames:
            for name in ("family_name", "middle_name", "given_name"):
                values.pop(name, None)
            return
    by_rule = tuple(parts) == split_name(values.get("name", ""))
    if values.get("given_name") and any(parts[:2]) and not by_rule:
        values["name_by_hand"] = True
    else:
        for name in ("family_name", "middle_name", "given_name"):
            values.pop(name, None)


def model_values(values: dict[str, Any], defaults: dict[str, Any]) -> dict[str, Any]:
    """Return what a row says as arguments of an exemplar; a unit that is not made yet is left out."""
    arguments: dict[str, Any] = {}
    for name, value in {**defaults, **values}.items():
        if name in (columns.HONOUR, "movements"):
            continue
        field = Exemplar._meta.get_field(name)
        if field.is_relation:
            if isinstance(value, int):
                arguments[field.attname] = value
        elif isinstance(field, models.DateField) and isinstance(value, str):
            arguments[name] = date.fromisoformat(value)
        else:
            arguments[name] = value
    return arguments
