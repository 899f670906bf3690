"""Loading the vocabulary of honours from its data file.

``data/honours.csv`` holds the titles of articles 19 and 20 and the forms of commendation of articles 9, 33, 54 and 59
of Law 06/2022/QH15, what older laws called them, and what archives alone still hold. Other names stand between
vertical bars; ``for`` says who may receive it: i(ndividual), c(ollective), h(ousehold).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from exemplars.honours.models import Honour

DATA = Path(__file__).resolve().parent / "data" / "honours.csv"
_LEFT_ALONE = frozenset({"id", "code", "slug", "law"})


def _rows() -> Iterator[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield {key: (value or "").strip() for key, value in row.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _honour(row: dict[str, str]) -> Honour:
    honour = Honour(
        code=row["code"],
        slug=row["code"],
        name=row["name"],
        kind=row["kind"],
        level=int(row["level"]),
        classes=int(row["classes"]),
        rank=int(row["rank"]),
        for_individual="i" in row["for"],
        for_collective="c" in row["for"],
        for_household="h" in row["for"],
        conferred_by=row["conferred_by"],
        law_number=row["law_number"],
        article=row["article"],
        meaning=row["meaning"],
        aliases="\n".join(filter(None, row["aliases"].split("|"))),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )
    honour.derive()
    return honour


@transaction.atomic
def load_honours(*, overwrite: bool = False) -> int:
    """Create the honours that are missing; return how many.

    What staff changed stays, unless ``overwrite`` puts every row of the file back as the file has it. Honours that
    staff added are never touched.
    """
    rows = [_honour(row) for row in _rows()]
    present = dict(Honour.objects.values_list("code", "pk"))
    missing = [row for row in rows if row.code not in present]
    Honour.objects.bulk_create(missing)
    if overwrite:
        kept = [row for row in rows if row.code in present]
        for row in kept:
            row.pk = present[row.code]
        fields = [one.name for one in Honour._meta.concrete_fields if one.name not in _LEFT_ALONE]
        Honour.objects.bulk_update(kept, fields)
    return len(missing)


def load_when_empty(**kwargs: Any) -> None:
    """After the first migration of a new database: it starts with the vocabulary."""
    if not Honour.objects.exists():
        load_honours()
