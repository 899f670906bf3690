"""Loading the organisations every registry begins with from the data file.

``data/organisations.csv`` names the bodies of the field at national and provincial level with what the reorganisation
of February and March 2025 made of them (Ban Tuyên giáo and Ban Dân vận became Ban Tuyên giáo và Dân vận). Names of
provincial bodies stand without the province: the portal is one province's. Other names and successors stand between
vertical bars; a successor without a known day follows the end of its predecessor.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from exemplars.organisations.models import Organisation, OrganisationSuccession

DATA = Path(__file__).resolve().parent / "data" / "organisations.csv"
_LEFT_ALONE = frozenset({"id", "slug", "place", "parent", "is_demo"})


def _rows() -> Iterator[dict[str, str]]:
    with DATA.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield {key: (value or "").strip() for key, value in row.items()}


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _organisation(row: dict[str, str]) -> Organisation:
    organisation = Organisation(
        slug=row["code"],
        name=row["name"],
        short_name=row["short_name"],
        kind=row["kind"],
        aliases="\n".join(filter(None, row["aliases"].split("|"))),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )
    organisation.derive()
    return organisation


@transaction.atomic
def load_organisations(*, overwrite: bool = False) -> int:
    """Create the organisations that are missing and the links between those of the file; return how many are new.

    What staff changed stays, unless ``overwrite`` puts every row of the file back as the file has it.
    """
    rows = [_organisation(row) for row in _rows()]
    present = dict(Organisation.objects.values_list("slug", "pk"))
    missing = [row for row in rows if row.slug not in present]
    Organisation.objects.bulk_create(missing)
    if overwrite:
        kept = [row for row in rows if row.slug in present]
        for row in kept:
            row.pk = present[row.slug]
        fields = [one.name for one in Organisation._meta.concrete_fields if one.name not in _LEFT_ALONE]
        Organisation.objects.bulk_update(kept, fields)
    _link({row.slug for row in rows} if overwrite else {row.slug for row in missing})
    return len(missing)


def _link(codes: set[str]) -> None:
    """Join the organisations named to their successors: new ones only, so that a link staff removed stays away."""
    pks = dict(Organisation.objects.values_list("slug", "pk"))
    known = set(OrganisationSuccession.objects.values_list("predecessor_id", "successor_id"))
    links = []
    for row in _rows():
        if row["code"] not in codes or not row["successors"]:
            continue
        pairs = zip(row["successors"].split("|"), row["shares"].split("|"), strict=True)
        ended = _day(row["valid_to"])
        for order, (successor, share) in enumerate(pairs):
            if (pks[row["code"]], pks[successor]) not in known:
                links.append(
                    OrganisationSuccession(
                        predecessor_id=pks[row["code"]],
                        successor_id=pks[successor],
                        share=share,
                        on=ended and ended + timedelta(days=1),
                        sort_order=order,
                    )
                )
    OrganisationSuccession.objects.bulk_create(links)


def load_when_empty(**kwargs: Any) -> None:
    """After the first migration of a new database: it starts with the bodies of the field."""
    if not Organisation.objects.exists():
        load_organisations()
