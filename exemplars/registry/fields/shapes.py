"""How a field is declared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Field, Model, Q


@dataclass(frozen=True, slots=True)
class Column:
    """A field: who may see it, and the heading under which files carry it.

    Headings are part of the format of files, so they are in Vietnamese whatever language somebody works in. A field
    with an empty heading is in no file: it is worked out from others, or means nothing outside this database.
    ``when`` names a yes-or-no field ("shows_place", "term.is_closed") that must be true before readers see the value.
    """

    public: bool
    heading: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A model: which of its rows readers may see (``rows``; None: none) and its fields.

    ``sheet`` is the name of its table in a full export, empty for a model that is in no file. ``key`` is the field by
    which other tables point at its rows; where it is empty, rows are numbered.
    """

    model: str
    sheet: str
    rows: Q | None
    columns: Mapping[str, Column]
    key: str = ""

    @property
    def model_class(self) -> type[Model]:
        """The model itself."""
        return apps.get_model(self.model)

    @property
    def carried(self) -> dict[str, Column]:
        """The columns that files carry."""
        return {name: column for name, column in self.columns.items() if column.heading}


def public(heading: str = "", when: str = "") -> Column:
    """Declare a field that readers may see."""
    return Column(public=True, heading=heading, when=when)


def private(heading: str = "") -> Column:
    """Declare a field that only staff may see; without a heading it is in no file either."""
    return Column(public=False, heading=heading)


def own_fields(model: type[Model]) -> list[Field]:
    """Return what a model keeps itself: its columns and lists of others, without those of the model it extends."""
    return [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]
