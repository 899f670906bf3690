"""Loading the abbreviations that come with the portal."""

from __future__ import annotations

import csv
from pathlib import Path

from search.lexicon import kept
from search.lexicon.models import Abbreviation

FILE = Path(__file__).with_name("data") / "abbreviations.csv"


def load_abbreviations() -> int:
    """Add those that are missing; return how many. What staff changed or switched off stays as it is."""
    with FILE.open(encoding="utf-8", newline="") as lines:
        rows = [Abbreviation(short=row["short"], expansion=row["expansion"]) for row in csv.DictReader(lines)]
    before = Abbreviation.objects.count()
    Abbreviation.objects.bulk_create(rows, ignore_conflicts=True)
    kept.forget()
    return Abbreviation.objects.count() - before
