"""“Is one of these thousands of ids”, as a test of rows read in some order."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import F
from django.db.models.lookups import Lookup


class Among(Lookup):
    """Whether the primary key is among many.

    ``pk__in`` has a database look up each id by itself and sort them all; here it goes on reading in the order asked
    for, and stops when there are enough. One parameter carries them all, and an arithmetic that changes nothing keeps
    the index of the key out of it.
    """

    prepare_rhs = False
    lookup_name = "among"

    def __init__(self, ids: Iterable[int]) -> None:
        super().__init__(F("pk"), ",".join(map(str, ids)))

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return the condition for SQLite."""
        key, params = self.process_lhs(compiler, connection)
        return f"(+{key}) IN (SELECT value FROM json_each(%s))", [*params, f"[{self.rhs}]"]  # noqa: S608

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Return it for PostgreSQL, which makes a table of hashes of the array."""
        key, params = self.process_lhs(compiler, connection)
        return f"({key} + 0) = ANY(%s::bigint[])", [*params, f"{{{self.rhs}}}"]
