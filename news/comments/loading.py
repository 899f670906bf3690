"""Loading the starting list of word rules from its data file.

``data/word_rules.csv``: kind, way of comparing, text, note. Written for this portal; the office goes on from there.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from django.db import transaction

from news.comments.models import WordRule
from portal.vietnamese.text import squash

DATA = Path(__file__).resolve().parent / "data" / "word_rules.csv"


@transaction.atomic
def load_word_rules() -> int:
    """Create the rules that are missing; return how many. What staff changed or switched off stays."""
    with DATA.open(encoding="utf-8", newline="") as handle:
        rows = [{name: squash(value or "") for name, value in row.items()} for row in csv.DictReader(handle)]
    present = set(WordRule.objects.values_list("match", "text"))
    missing = [row for row in rows if (row["match"], row["text"].lower()) not in present]
    for row in missing:
        rule = WordRule(**row)
        rule.full_clean()
        rule.save()
    return len(missing)


def load_when_empty(**kwargs: Any) -> None:
    """After the first migration of a new database: it starts with the list."""
    if not WordRule.objects.exists():
        load_word_rules()
