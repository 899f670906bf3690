"""Conferrals for tests."""

from __future__ import annotations

from typing import Any

from exemplars.honours.models import Conferral, Honour
from exemplars.registry.models import Exemplar


def get_honour(code: str) -> Honour:
    """Return an honour of the vocabulary."""
    return Honour.objects.get(code=code)


def make_exemplar(name: str = "Nguyễn Văn Bình", *, public: bool = True, **fields: Any) -> Exemplar:
    """Make a dossier in the state given, published unless said otherwise; the way there is not what is tested."""
    state = fields.pop("state", "published" if public else "nominated")
    return Exemplar.objects.create(name=name, year=fields.pop("year", 2024), state=state, is_public=public, **fields)


def make_conferral(honour: str | Honour = "lao-dong-tien-tien", **fields: Any) -> Conferral:
    """Make a conferral; of a name unless an exemplar is given."""
    if isinstance(honour, str):
        honour = get_honour(honour)
    if "exemplar" not in fields:
        fields.setdefault("recipient_name", "Trần Thị Mai")
    if "decision" not in fields:
        fields.setdefault("year", 2024)
    return Conferral.objects.create(honour=honour, **fields)
