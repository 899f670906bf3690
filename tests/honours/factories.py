"""Conferrals for tests."""

from __future__ import annotations

from typing import Any

from exemplars.honours.models import Conferral, Honour
from tests.registry.factories import make_exemplar

__all__ = ["get_honour", "make_conferral", "make_exemplar"]


def get_honour(code: str) -> Honour:
    """Return an honour of the vocabulary."""
    return Honour.objects.get(code=code)


def make_conferral(honour: str | Honour = "lao-dong-tien-tien", **fields: Any) -> Conferral:
    """Make a conferral; of a name unless an exemplar is given."""
    if isinstance(honour, str):
        honour = get_honour(honour)
    if "exemplar" not in fields:
        fields.setdefault("recipient_name", "Trần Thị Mai")
    if "decision" not in fields:
        fields.setdefault("year", 2024)
    return Conferral.objects.create(honour=honour, **fields)
