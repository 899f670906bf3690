"""One field of a model in a file: how its value is written, and how it is read again."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _

from exemplars.registry.transfer.printed import NO, YES
from portal.vietnamese.dates import VIETNAM, find_dates
from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import fold, squash

_YES = frozenset({YES, "co", "x", "1", "true", "yes", "v", "✓", "dung"})
_NO = frozenset({NO, "khong", "0", "false", "no", "sai"})


class Unreadable(Exception):
    """A cell that does not hold what its column asks for; the message says so in Vietnamese."""


def labels(field: models.Field) -> dict[Any, str]:
    """Return the choices of a field with their Vietnamese labels, which are part of the format of files."""
    with translation.override("vi"):
        return {value: str(label) for value, label in field.flatchoices}


def to_cell(field: models.Field, value: Any) -> Any:
    """Return what a file holds for a value of the database: labels for choices, names for files."""
    if value is None or value == "":
        return None
    if field.choices:
        return labels(field).get(value, value)
    if isinstance(field, models.FileField):
        return str(value)
    return value


def from_cell(field: models.Field, raw: Any) -> Any:
    """Return the value of the database for what a file holds. Raises ``Unreadable``."""
    if raw is None or raw == "":
        return None if field.null else _nothing(field)
    if field.choices:
        return read_choice(field, raw)
    for kind, read in _READERS:
        if isinstance(field, kind):
            return read(raw)
    return text_of(raw)


def _nothing(field: models.Field) -> Any:
    default = field.get_default()
    return "" if default is None and field.empty_strings_allowed else default


def text_of(raw: Any) -> str:
    """Return a cell as text; a whole number without its ".0", a day as it is printed."""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime | date):
        return f"{raw.day:02d}/{raw.month:02d}/{raw.year:04d}"
    return str(raw)


def read_choice(field: models.Field, raw: Any) -> Any:
    """Return the choice whose code or label, accents aside, the cell holds."""
    known = labels(field)
    if raw in known and not isinstance(raw, bool):
        return raw
    wanted = fold(squash(text_of(raw)))
    for value, label in known.items():
        if wanted in (fold(label), fold(str(value))):
            return value
    allowed = ", ".join(label for value, label in known.items() if value != "")
    raise Unreadable(_("“%(raw)s” không có trong danh sách: %(allowed)s.") % {"raw": _short(raw), "allowed": allowed})


def read_flag(raw: Any) -> bool:
    """Return yes or no."""
    if isinstance(raw, bool):
        return raw
    word = fold(squash(text_of(raw)))
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Unreadable(_("“%s” không phải “có” hoặc “không”.") % _short(raw))


def read_number(raw: Any) -> int:
    """Return a whole number."""
    text = squash(text_of(raw))
    number = whole_number(text.removeprefix("-"))
    if number is None:
        raise Unreadable(_("“%s” không phải số nguyên.") % _short(raw))
    return -number if text.startswith("-") else number


def read_decimal(raw: Any) -> Decimal:
    """Return a number; a comma may stand before the decimals."""
    try:
        number = Decimal(squash(text_of(raw)).replace(",", "."))
    except InvalidOperation as error:
        raise Unreadable(_("“%s” không phải số.") % _short(raw)) from error
    if not number.is_finite() or abs(number) >= 10_000:
        raise Unreadable(_("“%s” không phải số.") % _short(raw))
    return number


def read_day(raw: Any) -> date:
    """Return a day: 31/12/2024, 31.12.2024, "ngày 31 tháng 12 năm 2024", 2024-12-31, or a workbook's own day."""
    if isinstance(raw, datetime):
        return raw.date()
    if isinstance(raw, date):
        return raw
    text = squash(text_of(raw))
    try:
        return date.fromisoformat(text)
    except ValueError:
        found = find_dates(text.replace("-", "/"))
    if len(found) != 1 or found[0].text.strip() != text.replace("-", "/"):
        raise Unreadable(_("“%s” không phải ngày; hãy ghi như 31/12/2024.") % _short(raw))
    return found[0].date


def read_moment(raw: Any) -> datetime:
    """Return a moment in Vietnamese time."""
    if not isinstance(raw, datetime):
        try:
            raw = datetime.fromisoformat(squash(text_of(raw)))
        except ValueError as error:
            raise Unreadable(_("“%s” không phải thời điểm.") % _short(raw)) from error
    return raw if raw.tzinfo else raw.replace(tzinfo=VIETNAM)


def checked(field: models.Field, value: Any) -> Any:
    """Return a value that the model takes: not too long, not too large. Raises ``Unreadable``."""
    try:
        return field.clean(value, None)
    except ValidationError as error:
        raise Unreadable(" ".join(error.messages)) from error


def _short(raw: Any) -> str:
    text = squash(text_of(raw))
    return text if len(text) <= 60 else text[:59] + "…"


_READERS = (
    (models.BooleanField, read_flag),
    (models.DecimalField, read_decimal),
    (models.IntegerField, read_number),
    (models.DateTimeField, read_moment),
    (models.DateField, read_day),
)
