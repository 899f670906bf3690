"""Values as files print them, and text that no spreadsheet takes for a formula."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from portal.vietnamese.dates import VIETNAM

YES, NO = "có", "không"
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
"""How a formula begins; with apostrophes before it, it was a text that began with them already."""


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would calculate; ``unguard`` takes it off again."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Take off the apostrophe that ``guard`` put on."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text


def plain(value: Any) -> Any:
    """Return what a cell of a workbook can hold: text, a number or a day; yes-or-no as words, moments in Vietnam."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, datetime):
        return value.astimezone(VIETNAM).replace(tzinfo=None).isoformat(" ") if value.tzinfo else value.isoformat(" ")
    return "" if value is None else value


def as_text(value: Any) -> str:
    """Return a value as a line of CSV prints it: 31/12/2024, có, 1.50; "" for nothing."""
    value = plain(value)
    if isinstance(value, date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return guard(value) if isinstance(value, str) else str(value)


def as_json(value: Any) -> Any:
    """Return a value as JSON holds it: days as 2024-12-31, yes-or-no and numbers as they are."""
    if value is None or isinstance(value, bool | int):
        return value
    value = plain(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
