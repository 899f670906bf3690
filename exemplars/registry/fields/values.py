"""The public values of a row."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.db.models import Model


def public_values(row: Model) -> dict[str, Any]:
    """Return the fields of a row that readers may see, by name.

    A value whose condition is not met (``shows_place``, ``shows_face``) is None. Whether the row itself is public is
    the caller's question: ``table_of(...).rows``. Raises ``KeyError`` for a model that is not declared.
    """
    from exemplars.registry.fields import table_of

    table = table_of(row._meta.label)
    lists = {field.name for field in row._meta.many_to_many}
    return {
        name: _value(row, name, column.when, name in lists) for name, column in table.columns.items() if column.public
    }


def _value(row: Model, name: str, condition: str, is_list: bool) -> Any:
    if condition and not attrgetter(condition)(row):
        return None
    value = getattr(row, name)
    return list(value.all()) if is_list else value
