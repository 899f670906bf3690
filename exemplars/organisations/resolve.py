"""Which organisation is meant by what people write: "BTGTU", "so noi vu", "Ban TĐKT tỉnh"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from exemplars.organisations.models import Organisation
from portal.vietnamese.text import fold, squash, syllables

_WRITTEN_OUT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "tdkt": "thi dua khen thuong",
    "thpt": "trung hoc pho thong",
    "thcs": "trung hoc co so",
    "htx": "hop tac xa",
    "tnhh": "trach nhiem huu han",
    "cp": "co phan",
}


def organisation_key(text: str) -> str:
    """Return the form in which names are compared: no accents, no punctuation, abbreviations written out."""
    return " ".join(_WRITTEN_OUT.get(word, word) for word in syllables(fold(text)))


def name_keys(text: str) -> set[str]:
    """Return the keys (``Organisation.name_key``) a name may be stored under: as it is, written out, abbreviated."""
    written_out = organisation_key(text)
    short = f" {written_out} "
    for abbreviation, words in _WRITTEN_OUT.items():
        short = short.replace(f" {words} ", f" {abbreviation} ")
    return {fold(squash(text)), written_out, short.strip()} - {""}


class OrganisationFinder:
    """All organisations made ready for many questions (an import); one query to make it."""

    def __init__(self, organisations: Iterable[Organisation] | None = None) -> None:
        self._named: dict[str, list[Organisation]] = defaultdict(list)
        self._also: dict[str, list[Organisation]] = defaultdict(list)
        for one in Organisation.objects.all() if organisations is None else organisations:
            self.add(one)

    def add(self, organisation: Organisation) -> None:
        """Know one more."""
        self._named[organisation_key(organisation.name)].append(organisation)
        for other in {organisation.short_name, *organisation.aliases.splitlines()} - {""}:
            self._also[organisation_key(other)].append(organisation)

    def find(self, text: str, on: date | None = None) -> list[Organisation]:
        """Return the organisations meant; see :func:`find_organisation`."""
        key = organisation_key(text)
        known = [*self._named.get(key, ()), *self._also.get(key, ())] if key else []
        found = [one for one in dict.fromkeys(known) if on is None or one.in_force(on)]
        return sorted(found, key=lambda one: not one.is_current)


def find_organisation(text: str, on: date | None = None) -> list[Organisation]:
    """Return the organisations a name, short name or other name can mean, those of today first.

    With ``on`` only those that existed on that day. Nothing is guessed: no match gives an empty list.
    """
    return OrganisationFinder().find(text, on)
