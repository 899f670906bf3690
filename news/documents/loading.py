"""Loading the vocabularies from the data files."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction

from news.documents.citations.vocabulary import read_rows, split_aliases
from news.documents.models import DocumentType, Issuer


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _aliases(text: str) -> str:
    return "\n".join(split_aliases(text))


def _types() -> list[DocumentType]:
    return [
        DocumentType(
            code=row["code"],
            name=row["name"],
            abbreviation=row["abbreviation"],
            party_abbreviation=row["party_abbreviation"],
            system=row["system"],
            is_legal=row["is_legal"] == "1",
            aliases=_aliases(row["aliases"]),
            rank=int(row["rank"]),
        )
        for row in read_rows("document_types.csv")
    ]


def _issuers() -> list[Issuer]:
    return [
        Issuer(
            code=row["code"],
            name=row["name"],
            abbreviation=row["abbreviation"],
            level=row["level"],
            system=row["system"],
            aliases=_aliases(row["aliases"]),
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            rank=rank,
        )
        for rank, row in enumerate(read_rows("issuers.csv"), start=1)
    ]


@transaction.atomic
def load_vocabulary(*, overwrite: bool = False) -> dict[str, int]:
    """Create the types and issuers that are missing; the number of rows created, by model.

    What staff changed stays, unless `overwrite` puts every row of the files back as the files have it.
    """
    created = {"types": _put(DocumentType, _types(), overwrite), "issuers": _put(Issuer, _issuers(), overwrite)}
    _join_successors()
    return created


def _put(model: type[models.Model], rows: list[Any], overwrite: bool) -> int:
    present = dict(model.objects.values_list("code", "pk"))
    missing = [row for row in rows if row.code not in present]
    model.objects.bulk_create(missing)
    if overwrite:
        kept = [row for row in rows if row.code in present]
        for row in kept:
            row.pk = present[row.code]
        left_alone = {"id", "code", "successor", "province", "locality"}
        fields = [field.name for field in model._meta.concrete_fields if field.name not in left_alone]
        model.objects.bulk_update(kept, fields)
    return len(missing)


def _join_successors() -> None:
    wanted = {row["code"]: row["successor"] for row in read_rows("issuers.csv") if row["successor"]}
    found = Issuer.objects.in_bulk({*wanted, *wanted.values()}, field_name="code")
    joined = []
    for code, successor in wanted.items():
        if found[code].successor_id is None:
            found[code].successor = found[successor]
            joined.append(found[code])
    Issuer.objects.bulk_update(joined, ["successor"])


def load_when_empty(**kwargs: Any) -> None:
    """After the first migration of a new database: it starts with the vocabulary."""
    if not DocumentType.objects.exists():
        load_vocabulary()
