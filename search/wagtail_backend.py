"""The backend for ``WAGTAILSEARCH_BACKENDS``: Wagtail's own search on the staff's index.

The engine says which objects hold the words, best first; the queryset that Wagtail gave (permissions, filters, order)
says which of them count. Without a usable index the same question is put to the database (``search.staff.comparison``).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from copy import copy
from functools import cached_property
from typing import Any

from django.db import connections
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import In
from django.db.models.sql import Query
from modelsearch.backends.database.fallback import MATCH_NONE, DatabaseSearchBackend, DatabaseSearchResults

from search.engines.base import IndexUnavailable
from search.staff import entries
from search.staff.comparison import ComparingQueryCompiler
from search.staff.index import get_staff_engine
from search.staff.question import Leaf, leaves, question

log = logging.getLogger(__name__)

MOST = 5_000
"""Of the objects that hold the words, only so many of the best are looked at: lists, counts and filters know no others.
Nobody reads that far; who looks for one of them types another word."""
AT_A_TIME = 500
"""Objects read in one query when a list is read to its end."""


class StaffSearchQueryCompiler(ComparingQueryCompiler):
    """Asks the engine for the objects of the queryset's model that hold the words."""

    half_typed = False

    @cached_property
    def found(self) -> dict[int, float] | None:
        """Return primary key and score of what was found, best first.

        None where one question to the engine does not answer: some of the fields only, a query with "or" or "not"
        between its parts, an index that cannot be used.
        """
        asked = leaves(self.query)
        return self._asked(asked) if asked is not None else None

    def build_database_filter(self, query: Any, boost: float = 1.0) -> Any:
        """Return a condition for a query, or for one part of it."""
        found = None
        if query is self.query:
            found = self.found
        elif isinstance(query, Leaf):
            found = self._asked([query])
        if found is None:
            return super().build_database_filter(query, boost)
        return Q(pk__in=_keys(self.queryset, list(found))) if found else MATCH_NONE

    def _asked(self, asked: list[Leaf]) -> dict[int, float] | None:
        model = self.queryset.model
        if self._some_fields or entries.root(model)._meta.label_lower not in entries.roots():
            return None
        put = question(asked, half_typed=self.half_typed)
        if put is None:
            return {}
        try:
            return dict(get_staff_engine().ask(put, {entries.MODEL: model._meta.label_lower}).ranked(MOST))
        except IndexUnavailable as missing:
            log.warning("Staff search compares in the database: %s", missing)
            return None

    @property
    def _some_fields(self) -> bool:
        searched = {field.field_name for field in self.queryset.model.get_searchable_search_fields()}
        return bool(self.fields) and not searched <= set(self.fields)


class StaffAutocompleteQueryCompiler(StaffSearchQueryCompiler):
    """The same, for a last word that may be half typed."""

    half_typed = True


def among(queryset: QuerySet, keys: list[int]) -> QuerySet:
    """Return the rows with these primary keys; conditions that ask who may be seen look at no others either.

    Wagtail's permissions come as ``pk IN (every page this user may see)``, and a database that works those out first
    reads the whole table to show twenty rows.
    """
    wanted = _keys(queryset, keys)
    narrowed = queryset.filter(pk__in=wanted)
    table = queryset.model._meta.concrete_model
    conditions = narrowed.query.where.children
    for place, condition in enumerate(conditions):
        inner = getattr(condition, "rhs", None)
        keys_of_rows = isinstance(condition, In) and getattr(condition.lhs, "target", None) is table._meta.pk
        if keys_of_rows and isinstance(inner, Query) and inner.model is table and not inner.is_sliced:
            conditions[place] = copy(condition)
            conditions[place].rhs = inner.clone()
            conditions[place].rhs.add_q(Q(pk__in=wanted))
    return narrowed


def _keys(queryset: QuerySet, keys: list[int]) -> RawSQL:
    """Return these keys as a subquery: one variable however many they are (SQLite has a limit)."""
    sql = (
        "SELECT value::bigint FROM jsonb_array_elements_text(%s::jsonb)"
        if connections[queryset.db].vendor == "postgresql"
        else "SELECT value FROM json_each(%s)"
    )
    return RawSQL(sql, [json.dumps(keys)])  # noqa: S611 - two constant texts, the keys are a parameter


class StaffSearchResults(DatabaseSearchResults):
    """What was found, in the engine's order or the caller's."""

    def get_queryset(self) -> QuerySet:
        """Return the queryset narrowed to what was found, in its own order."""
        compiler = self.query_compiler
        if not compiler.found:
            return super().get_queryset()
        queryset = among(compiler.queryset, list(compiler.found))
        if not queryset.query.order_by and not compiler.order_by_relevance:
            queryset = queryset.order_by("-pk")
        return queryset[self.start : self.stop]

    def _do_search(self) -> Iterator[Any]:
        compiler = self.query_compiler
        if compiler.found is None or not compiler.order_by_relevance:
            yield from self._scored(super()._do_search())
            return
        wanted = self._counted[self.start : self.stop]
        for start in range(0, len(wanted), AT_A_TIME):
            some = wanted[start : start + AT_A_TIME]
            rows = {row.pk: row for row in among(compiler.queryset, some).order_by()}
            yield from self._scored(rows[key] for key in some if key in rows)

    def _do_count(self) -> int:
        if self.query_compiler.found is None or not self.query_compiler.order_by_relevance:
            return super()._do_count()
        return len(self._counted[self.start : self.stop])

    @property
    def _counted(self) -> list[int]:
        """The keys of what was found that the queryset has, best first; asked once for all pages of a list."""
        compiler = self.query_compiler
        if not hasattr(compiler, "counted"):
            present: set[int] = set()
            if compiler.found:
                rows = among(compiler.queryset, list(compiler.found)).order_by()
                present.update(rows.values_list("pk", flat=True))
            compiler.counted = [key for key in compiler.found if key in present]
        return compiler.counted

    def _scored(self, rows: Any) -> Iterator[Any]:
        found = self.query_compiler.found or {}
        for row in rows:
            if self._score_field:
                setattr(row, self._score_field, found.get(row.pk))
            yield row


class StaffSearchBackend(DatabaseSearchBackend):
    """Wagtail's search of pages, pictures, files and whatever else is indexed."""

    query_compiler_class = StaffSearchQueryCompiler
    autocomplete_query_compiler_class = StaffAutocompleteQueryCompiler
    results_class = StaffSearchResults


SearchBackend = StaffSearchBackend
