"""Nothing becomes public by being forgotten: every field is declared public or private."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import models
from django.db.models import Q
from django.test.utils import isolate_apps

from exemplars.organisations.models import Organisation
from exemplars.registry.checks import every_field_is_public_or_private, undeclared, watched_models
from exemplars.registry.fields import TABLES, Table, is_public, public_values, table_of
from exemplars.registry.fields.shapes import own_fields, private, public
from exemplars.registry.models import Exemplar
from portal.places.models import Place

NEVER_PUBLIC = (
    "contact",
    "notes",
    "source",
    "birth_date",
    "birth_year",
    "gender",
    "state",
    "merged_into",
    "review_due",
)


def test_every_field_of_the_registry_is_declared() -> None:
    assert every_field_is_public_or_private() == []


def test_the_models_of_the_registry_are_watched() -> None:
    labels = {model._meta.label for model in watched_models()}
    assert {"registry.Exemplar", "honours.Conferral", "movements.Score", "places.Place", "stories.StoryPage"} <= labels
    assert labels == {table.model for table in TABLES}


@isolate_apps("exemplars.registry")
def test_a_new_field_that_nobody_declared_is_an_error() -> None:
    class Movement(models.Model):
        class Meta:
            app_label = "movements"

    class Exemplar(models.Model):
        name = models.CharField(max_length=10)
        identity_card = models.CharField(max_length=12)
        movements = models.ManyToManyField(Movement)

        class Meta:
            app_label = "registry"

    table = Table("registry.Exemplar", "", rows=None, columns={"id": private(), "name": public("Tên")})
    assert [(error.id, error.msg) for error in undeclared([Exemplar], [table])] == [
        ("registry.E001", "registry.Exemplar: “identity_card” is declared neither public nor private."),
        ("registry.E001", "registry.Exemplar: “movements” is declared neither public nor private."),
    ]
    declared = {**table.columns, "identity_card": private("Số căn cước"), "movements": public("Phong trào")}
    assert undeclared([Exemplar], [replace(table, columns=declared)]) == []


@isolate_apps("exemplars.registry")
def test_a_new_model_and_a_field_that_is_gone_are_errors() -> None:
    class Witness(models.Model):
        class Meta:
            app_label = "registry"

    assert [error.id for error in undeclared([Witness], [])] == ["registry.E001"]
    table = Table("registry.Witness", "", rows=None, columns={"id": private(), "phone": private()})
    assert [error.id for error in undeclared([Witness], [table])] == ["registry.E002"]


def test_two_columns_of_one_heading_are_an_error() -> None:
    columns = {field.name: public("Tên") for field in own_fields(Place)}
    table = Table("places.Place", "", rows=Q(), columns=columns)
    assert [error.id for error in undeclared([Place], [table])] == ["registry.E003"]


@pytest.mark.parametrize("field", NEVER_PUBLIC)
def test_what_is_private_stays_private(field: str) -> None:
    assert not is_public("registry.Exemplar", field)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.model)
def test_conditions_name_yes_or_no_fields(table: Table) -> None:
    for condition in {column.when for column in table.columns.values()} - {""}:
        model = table.model_class
        *way, last = condition.split(".")
        for name in way:
            model = model._meta.get_field(name).related_model
        assert isinstance(model._meta.get_field(last), models.BooleanField)


@pytest.mark.django_db
def test_place_and_unit_are_shown_with_consent_only() -> None:
    unit = Organisation.objects.create(name="Trường Tiểu học Nà Mười")
    row = Exemplar(name="Nông Thị Mẫu", year=2024, organisation=unit, contact="0900", birth_date=date(1980, 2, 1))
    row.save()
    assert _private_ones(public_values(row)) == set()
    assert (public_values(row)["organisation"], public_values(row)["name"]) == (None, "Nông Thị Mẫu")
    row.shows_place = True
    assert public_values(row)["organisation"] == unit


def _private_ones(values: dict) -> set[str]:
    return set(values) & set(NEVER_PUBLIC)


def test_a_model_without_declaration_has_no_public_values() -> None:
    with pytest.raises(KeyError):
        table_of("base.User")
