"""Movements everybody in the country takes part in, from the data file: facts only, to be completed by staff."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from exemplars.movements.models import Movement
from news.documents.models import OfficialDocument
from portal.vietnamese.text import fold

DATA = Path(__file__).parent / "data" / "movements.csv"


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: movements made, decisions linked, and those the library has not."""

    made: int
    linked: int
    missing: list[str]


@transaction.atomic
def load_movements() -> Loaded:
    """Make the movements that are not there and link their decisions where the library has them; touch nothing else."""
    made = linked = 0
    missing: list[str] = []
    with DATA.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            movement = Movement.objects.filter(name_key=fold(row["name"])).first()
            if movement is None:
                movement = _made(row)
                made += 1
            if row["number"] and movement.decision_id is None:
                movement.decision = _decision(row)
                if movement.decision is None:
                    missing.append(f"{row['number']}/{row['symbol']}")
                else:
                    movement.save()
                    linked += 1
    return Loaded(made, linked, missing)


def _made(row: dict[str, str]) -> Movement:
    movement = Movement(
        name=row["name"],
        scope=row["scope"],
        starts_on=_day(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        summary=row["summary"],
    )
    movement.full_clean()
    movement.save()
    return movement


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _decision(row: dict[str, str]) -> OfficialDocument | None:
    """Return the one document with that number, symbol and day; none when it is not there or not clear."""
    found = OfficialDocument.objects.filter(
        number=row["number"], symbol=row["symbol"], issued_on=_day(row["issued_on"])
    )
    return found[0] if len(found) == 1 else None
