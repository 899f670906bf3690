"""Whole numbers as addresses, forms and files spell them."""

from __future__ import annotations


def whole_number(text: str | None, digits: int = 9) -> int | None:
    """Return the number that ``text`` spells in 0 to 9 alone, at most ``digits`` of them; None for all other text.

    ``str.isdigit`` says yes to "²", which ``int`` cannot read; and what has more than 18 digits fits no column.
    """
    return int(text) if text and len(text) <= digits and text.isascii() and text.isdigit() else None
