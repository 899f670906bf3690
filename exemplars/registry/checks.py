"""The registry's own rules, as system checks: they fail ``manage.py check`` and so the build."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core import checks
from django.db.models import Model

from exemplars.registry.fields import TABLES, Table
from exemplars.registry.fields.shapes import own_fields


def watched_models() -> list[type[Model]]:
    """Return the models whose every field must be declared: those of ``exemplars`` and of the gazetteer."""
    return [
        model
        for config in apps.get_app_configs()
        if config.name.startswith("exemplars.") or config.name == "portal.places"
        for model in config.get_models()
    ]


@checks.register("registry")
def every_field_is_public_or_private(**kwargs: Any) -> list[checks.CheckMessage]:
    """A field of the registry must be declared public or private in ``exemplars.registry.fields``."""
    return undeclared(watched_models(), TABLES)


def undeclared(models: Iterable[type[Model]], tables: Iterable[Table]) -> list[checks.CheckMessage]:
    """Return an error for each field without declaration, and for each declaration without field or heading twice."""
    by_label = {table.model: table for table in tables}
    found: list[checks.CheckMessage] = []
    for model in models:
        table = by_label.get(model._meta.label)
        if table is None:
            found.append(_error(model, "the model is not declared", "registry.E001"))
            continue
        fields = {field.name for field in own_fields(model)}
        found += [
            _error(model, f"“{name}” is declared neither public nor private", "registry.E001")
            for name in sorted(fields - table.columns.keys())
        ]
        found += [
            _error(model, f"“{name}” is declared, but there is no such field", "registry.E002")
            for name in sorted(table.columns.keys() - fields)
        ]
        headings = [column.heading for column in table.carried.values()]
        found += [
            _error(model, f"two columns are headed “{heading}”", "registry.E003")
            for heading in sorted({heading for heading in headings if headings.count(heading) > 1})
        ]
    return found


def _error(model: type[Model], problem: str, code: str) -> checks.Error:
    return checks.Error(
        f"{model._meta.label}: {problem}.", hint="Declare it in exemplars/registry/fields.", obj=model, id=code
    )
