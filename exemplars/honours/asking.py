"""What the lists of honours can be narrowed by, and what was asked that makes no sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from exemplars.honours.decisions import read_year
from exemplars.honours.models import Conferral, Honour
from portal.vietnamese.text import squash

# The names of parameters in addresses; published, so they never change.
YEAR, LEVEL, STATE = "nam", "cap", "hieu-luc"

# How states are called in addresses.
STATES = {
    "hieu-luc": Conferral.State.IN_FORCE,
    "tam-dung": Conferral.State.SUSPENDED,
    "huy-bo": Conferral.State.REVOKED,
    "bi-tuoc": Conferral.State.STRIPPED,
    "phuc-hoi": Conferral.State.RESTORED,
}
STATE_ADDRESS = {state.value: word for word, state in STATES.items()}


@dataclass(slots=True)
class Asked:
    """The year, level and state asked for, as far as they make sense."""

    year: int | None = None
    level: int | None = None
    state: str = ""
    complaints: list[str] = field(default_factory=list)

    @property
    def values(self) -> dict[str, str]:
        """Parameter → value."""
        said = {YEAR: self.year, LEVEL: self.level, STATE: self.state}
        return {name: str(value) for name, value in said.items() if value}

    @property
    def keep(self) -> str:
        """The parameters that links to other pages of the list keep, with the "&" after them."""
        return f"{urlencode(self.values)}&" if self.values else ""

    @property
    def without_level(self) -> str:
        """The query string for the page of one honour, whose level is its own."""
        address = self._without(LEVEL)
        return address if address != "?" else ""

    @property
    def chips(self) -> list[dict[str, str]]:
        """What is chosen in words, each with the address of the list without it."""
        labels = {
            YEAR: _("Năm %(year)s") % {"year": self.year},
            LEVEL: str(Honour.Level(self.level).label) if self.level else "",
            STATE: str(STATES[self.state].label) if self.state else "",
        }
        return [{"label": labels[name], "url": self._without(name)} for name in self.values]

    def _without(self, name: str) -> str:
        return "?" + urlencode({key: value for key, value in self.values.items() if key != name})

    def apply(self, conferrals: QuerySet[Conferral]) -> QuerySet[Conferral]:
        """Return the conferrals asked for."""
        if self.year:
            conferrals = conferrals.filter(year=self.year)
        if self.level:
            conferrals = conferrals.filter(honour__level=self.level)
        if self.state:
            conferrals = conferrals.filter(state=STATES[self.state])
        return conferrals


def read(params: QueryDict, *, with_level: bool = True) -> Asked:
    """Read an address; nonsense gives a polite complaint and no filter."""
    asked = Asked()
    asked.year, wrong = read_year(params.get(YEAR))
    if wrong:
        asked.complaints.append(_ignored(_("năm"), params[YEAR]))
    level = params.get(LEVEL, "").strip() if with_level else ""
    if level and level in {str(value) for value in Honour.Level.values}:
        asked.level = int(level)
    elif level:
        asked.complaints.append(_ignored(_("cấp khen thưởng"), level))
    state = params.get(STATE, "").strip()
    if state in STATES:
        asked.state = state
    elif state:
        asked.complaints.append(_ignored(_("tình trạng hiệu lực"), state))
    return asked


def _ignored(name: str, value: str) -> str:
    said = {"name": name, "value": squash(value.replace("\0", ""))[:40]}
    return _("Không có %(name)s “%(value)s” nên điều kiện này được bỏ qua.") % said


def options(asked: Asked, years: list[int]) -> list[dict[str, Any]]:
    """Return the selects of the filter form."""
    levels = [(str(level.value), str(level.label)) for level in reversed(Honour.Level)]
    states = [(word, str(state.label)) for word, state in STATES.items()]
    fields = (
        (YEAR, _("Năm"), [(str(year), str(year)) for year in years]),
        (LEVEL, _("Cấp khen thưởng"), levels),
        (STATE, _("Hiệu lực"), states),
    )
    return [
        {
            "name": name,
            "label": label,
            "options": [(value, text, asked.values.get(name) == value) for value, text in offered],
        }
        for name, label, offered in fields
    ]
