"""What is worked out from an exemplar's name and dates: parts of the name, keys to sort and compare by.

Office lists go by given name, then family name, then middle name (tên, họ, đệm). A name is split by rule only where
rules hold: three of four Vietnamese names are family, middle, given. Compound family names and names of the ethnic
minorities (H'Hen Niê, Mùa A Thi) follow other customs; what was entered by hand is never split again.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from portal.vietnamese.names import sort_key
from portal.vietnamese.text import fold, squash

if TYPE_CHECKING:
    from exemplars.registry.models import Exemplar

LETTERS = "AĂÂBCDĐEÊFGHIJKLMNOÔƠPQRSTUƯVWXYZ"
"""The letters a list can be opened at, in Vietnamese order with those of foreign names among them."""

_COMPOUND = frozenset(
    squash(name).casefold()
    for name in ("Tôn Thất", "Tôn Nữ", "Công Tằng", "Hoàng Phủ", "Âu Dương", "Tư Mã", "Công Tôn", "Đoàn Nguyễn")
)
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


class Parts(NamedTuple):
    """The parts of a person's name."""

    family: str
    middle: str
    given: str


def split_name(name: str) -> Parts:
    """Split a full name by the common rule: first syllable (or compound) family, last one given, the rest middle.

    A name of one word is a given name. A name with an apostrophe or hyphen inside a word is left whole, as the
    given name: no rule holds for it.
    """
    words = squash(name).split(" ")
    if len(words) == 1 or any(mark in name for mark in "'’ʼ`-"):
        return Parts("", "", " ".join(words))
    first = 2 if len(words) > 2 and " ".join(words[:2]).casefold() in _COMPOUND else 1
    return Parts(" ".join(words[:first]), " ".join(words[first:-1]), words[-1])


def person_key(parts: Parts) -> str:
    """Return the sort key tên, họ, đệm: a shorter given name first, whatever follows it."""
    return "00".join(sort_key(part) for part in (parts.given, parts.family, parts.middle))


def first_letter(text: str) -> str:
    """Return the letter a name is found under: "Ơ" for "Ờ", "Đ" for "đ"; "#" for what begins with no letter."""
    for char in squash(text):
        if char.isalnum():
            bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", char.upper()).translate(_TONES))
            if bare in LETTERS:
                return bare
            plain = unicodedata.normalize("NFD", bare)[0]
            return plain if plain in LETTERS else "#"
    return "#"


def derive(exemplar: Exemplar) -> None:
    """Fill what follows from name and dates; for saves in bulk as well."""
    exemplar.name = squash(exemplar.name)
    if exemplar.birth_date:
        exemplar.birth_year = exemplar.birth_date.year
    if exemplar.is_person:
        if not exemplar.name_by_hand:
            exemplar.family_name, exemplar.middle_name, exemplar.given_name = split_name(exemplar.name)
        parts = Parts(*map(squash, (exemplar.family_name, exemplar.middle_name, exemplar.given_name)))
        exemplar.family_name, exemplar.middle_name, exemplar.given_name = parts
        exemplar.sort_key = person_key(parts)[:600]
        exemplar.letter = first_letter(parts.given or exemplar.name)
        exemplar.given_key = fold(parts.given or exemplar.name)[:80]
    else:
        exemplar.family_name = exemplar.middle_name = exemplar.given_name = ""
        exemplar.sort_key = sort_key(exemplar.name)[:600]
        exemplar.letter = first_letter(exemplar.name)
        exemplar.given_key = fold(exemplar.name)[:80]
    exemplar.name_key = fold(exemplar.name)
