"""Finding a place by what people write: "xã Cẩm Giàng, huyện Bạch Thông, Bắc Kạn", "tp thai nguyen", "P.4, Tân An"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from portal.places.models import Place
from portal.places.words import KINDS, asked_key, kind_words
from portal.vietnamese.text import normalise, same_tone

LONGEST = 200
_RANK = {Place.Level.PROVINCE: 0, Place.Level.DISTRICT: 1, Place.Level.COMMUNE: 2}
_KIND_WORDS = sorted({words for kinds in KINDS.values() for kind in kinds for words in kind_words(kind)}, key=len)


def find_place(text: str, on: date | None = None) -> list[Place]:
    """Return the places a text can mean, the likeliest first: those of today before those of then, high before low.

    Accents, case, punctuation and the order of abbreviations make no difference; district and province may be left
    out or follow the name, with their kind or without; only where the text has accents and a name fits them, it goes
    before its namesakes (Tân Thành is not Tân Thanh). With ``on`` only places of that day count. A bare name that a
    province bears means the province. The text may name an old unit within the province of today ("Cẩm Giàng, Bạch
    Thông, Thái Nguyên"). Nothing is guessed: what matches no place gives an empty list.
    """
    key = asked_key(text[:LONGEST])
    places = [place for place in _candidates(key) if on is None or place.in_force(on)]
    found = [place for place in places if _names(place, _frames(place)).fullmatch(key)]
    found = found or [place for place in places if _names(place, _later_frames(place)).fullmatch(key)]
    found = _as_accented(found, text)
    if any(place.level == Place.Level.PROVINCE and place.name_key == key for place in found):
        found = [place for place in found if place.level == Place.Level.PROVINCE]
    return sorted(found, key=lambda place: (not place.is_current, _RANK[place.level], place.sort_key, place.slug))


class PlaceFinder:
    """``find_place`` that remembers its answers: for files in which each place stands on many rows."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, date | None], list[Place]] = {}

    def find(self, text: str, on: date | None = None) -> list[Place]:
        """Return the places a text can mean, the likeliest first."""
        key = (asked_key(text[:LONGEST]), on)
        if key not in self._known:
            self._known[key] = find_place(text, on)
        return self._known[key]


def _candidates(key: str) -> Iterator[Place]:
    """Return the places whose name the text begins with, after the words of a kind or at once."""
    starts = {key, *(key.removeprefix(f"{words} ") for words in _KIND_WORDS)}
    names = {" ".join(start.split()[:count]) for start in starts for count in range(1, 9)}
    return Place.objects.filter(name_key__in=names - {""}).with_parents().iterator()


def _as_accented(places: list[Place], text: str) -> list[Place]:
    """Return the places whose name stands in the text with its accents; all of them when none does."""
    written = _accented(text)
    exact = [place for place in places if _accented(place.name) in written]
    return exact if exact and not text.isascii() else places


def _accented(text: str) -> str:
    return same_tone(normalise(text)).casefold()


def _names(place: Place, frames: list[tuple[Place | None, Place]]) -> re.Pattern[str]:
    """Return a pattern of all ways to write a place: its name, then perhaps district and province."""
    tails = "|".join(_optional(district) + _optional(province) for district, province in frames)
    return re.compile(_written(place) + (f"(?:{tails})" if tails else ""))


def _frames(place: Place) -> list[tuple[Place | None, Place]]:
    """Return what the place lay in."""
    if place.province is None:
        return []
    district = place.parent if place.parent_id != place.province_id else None
    return [(district, place.province)]


def _later_frames(place: Place) -> list[tuple[Place | None, Place]]:
    """Return its district then with the provinces its ground lies in since."""
    if place.is_current or place.province is None:
        return []
    [(district, _province)] = _frames(place)
    since = {later.province or later for later in (*place.successors(), *place.province.successors())}
    return [(district, province) for province in since]


def _written(place: Place) -> str:
    kinds = "|".join(map(re.escape, kind_words(place.kind)))
    return f"(?:(?:{kinds}) )?{re.escape(place.name_key)}"


def _optional(place: Place | None) -> str:
    return f"(?: {_written(place)})?" if place else ""
