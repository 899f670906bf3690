"""Points as people type them."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from portal.base.templatetags.portal_look import vi_number

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d+)?")
HIGHEST = Decimal("9999.99")
LONGEST = 12
"""Characters of a value that are looked at and shown again."""


class NotPoints(ValueError):
    """What was typed is no number of points; the message says why, for people."""


def read_points(typed: str, most: Decimal = HIGHEST) -> Decimal | None:
    """Return the points typed ("9,5" or "9.5"), None for nothing; raise NotPoints for anything else."""
    text = typed.replace("\xa0", " ").strip()
    if not text:
        return None
    if len(text) > LONGEST or not text.isascii() or not _NUMBER.fullmatch(text):
        raise NotPoints(_("Cần một số, ví dụ 9,5."))
    points = Decimal(text.replace(",", "."))
    if points != points.quantize(Decimal("0.01")):
        raise NotPoints(_("Tối đa hai chữ số thập phân."))
    if points > most:
        raise NotPoints(_("Điểm phải từ 0 đến %(most)s.") % {"most": vi_number(most)})
    return points
