"""What of the registry is public: every field of every model is declared here, public or private.

Pages, exports, feeds and the search index take what they show from ``public_values`` or check with ``is_public``.
A field that nobody declared fails ``manage.py check`` and the suite, so that nothing becomes public by being forgotten.
"""

from __future__ import annotations

from functools import cache

from exemplars.registry.fields.consultations import CONSULTATION_TABLES
from exemplars.registry.fields.exemplar import EXEMPLAR_TABLES
from exemplars.registry.fields.honours import HONOUR_TABLES
from exemplars.registry.fields.movements import MOVEMENT_TABLES
from exemplars.registry.fields.nominations import NOMINATION_TABLES
from exemplars.registry.fields.organisations import ORGANISATION_TABLES
from exemplars.registry.fields.shapes import Column, Table
from exemplars.registry.fields.staff import STAFF_TABLES
from exemplars.registry.fields.values import public_values

TABLES: tuple[Table, ...] = (
    *ORGANISATION_TABLES,
    *HONOUR_TABLES,
    *MOVEMENT_TABLES,
    *EXEMPLAR_TABLES,
    *STAFF_TABLES,
    *CONSULTATION_TABLES,
    *NOMINATION_TABLES,
)

__all__ = ["TABLES", "Column", "Table", "is_public", "public_values", "table_of"]


@cache
def _by_label() -> dict[str, Table]:
    return {table.model.lower(): table for table in TABLES}


def table_of(label: str) -> Table:
    """Return the declarations of a model ("registry.Exemplar"). Raises ``KeyError`` for one that has none."""
    return _by_label()[label.lower()]


def is_public(label: str, field: str) -> bool:
    """Tell whether readers may see a field, whatever its row: ``is_public("registry.Exemplar", "contact")``."""
    column = table_of(label).columns.get(field)
    return column is not None and column.public
