"""What cells name: places, organisations, honours, documents. Each is asked for once in a whole list."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from exemplars.honours.resolve import HonourFinder
from exemplars.movements.models import Movement
from exemplars.organisations.models import Organisation
from exemplars.registry.models import Field
from exemplars.registry.transfer.cells import Unreadable
from news.documents.citations.mention import number_key
from news.documents.citations.numbered import find_numbered, symbol_key
from news.documents.lexicon import current_vocabulary
from news.documents.models import OfficialDocument
from portal.places.models import Place
from portal.places.resolve import PlaceFinder
from portal.vietnamese.flatten import flatten
from portal.vietnamese.text import fold, squash


class Meant(NamedTuple):
    """What a text means: the row's id, or None with what to say; ``note`` when something was passed over."""

    pk: int | None
    note: str = ""


class Lookups:
    """The vocabularies as one list needs them; made once, asked for every row."""

    def __init__(self, new_organisations: bool = False) -> None:
        """``new_organisations``: a unit the portal does not know is taken in with the list."""
        self.new_organisations = new_organisations
        self.wanted_organisations: dict[str, str] = {}
        self._places = PlaceFinder()
        self._answers: dict[tuple[str, int], Meant] = {}
        self._documents: dict[str, list[tuple[int, date | None, int | None]]] = {}

    def place(self, text: str, year: int | None) -> Meant:
        """Return the place a text means in a year. Raises ``Unreadable``."""
        key = (fold(text), year or 0)
        if key not in self._answers:
            self._answers[key] = self._find_place(text, year)
        return self._answers[key]

    def _find_place(self, text: str, year: int | None) -> Meant:
        parts = text.split(",")
        for start in range(len(parts)):
            asked = ",".join(parts[start:]).strip()
            found = _of_that_year(self._places.find(asked), year)
            if len(found) == 1:
                # A hamlet is no place of the gazetteer: the commune stands for it, and that is said.
                note = _("hiểu “%(text)s” là %(place)s") % {"text": text, "place": found[0].label} if start else ""
                return Meant(found[0].pk, note)
            if found:
                names = "; ".join(place.label for place in found[:4])
                raise Unreadable(_("“%(text)s” có thể là: %(names)s. Hãy ghi đủ xã, tỉnh.") % _said(text, names))
        raise Unreadable(_("Không có nơi nào tên “%s”.") % text[:80])

    def organisation(self, text: str) -> Meant:
        """Return the organisation of a name; with ``new_organisations`` one to be made has no id yet."""
        key = fold(text)
        found = self._organisations.get(key, ())
        current = [pk for pk, ended in found if ended is None] or [pk for pk, _ended in found]
        if len(current) == 1:
            return Meant(current[0])
        if current:
            raise Unreadable(_("Có nhiều đơn vị tên “%s”; hãy ghi tên đầy đủ.") % text[:80])
        if self.new_organisations:
            self.wanted_organisations.setdefault(key, text)
            return Meant(None)
        raise Unreadable(
            _("Chưa có đơn vị “%s”; hãy thêm trước, hoặc chọn “Thêm đơn vị chưa có” khi tải tệp.") % text[:80]
        )

    @cached_property
    def _organisations(self) -> dict[str, list[tuple[int, date | None]]]:
        known: dict[str, list[tuple[int, date | None]]] = {}
        rows = Organisation.objects.order_by().values_list("pk", "valid_to", "name", "short_name", "aliases")
        for pk, ended, name, short, aliases in rows.iterator(chunk_size=2000):
            for text in {fold(squash(each)) for each in (name, short, *aliases.splitlines())} - {""}:
                known.setdefault(text, []).append((pk, ended))
        return known

    def field(self, text: str) -> int:
        """Return the field of life of a name or code."""
        return _one(self._fields, text, _("lĩnh vực"))

    @cached_property
    def _fields(self) -> dict[str, int]:
        rows = Field.objects.values_list("pk", "name", "code")
        return {fold(text): pk for pk, *texts in rows for text in texts}

    def movements(self, text: str) -> list[int]:
        """Return the movements of a list of names; ";" or a line end stands between them."""
        names = [squash(each) for each in text.replace("\n", ";").split(";")]
        return sorted({_one(self._movements, name, _("phong trào")) for name in names if name})

    @cached_property
    def _movements(self) -> dict[str, int]:
        rows = Movement.objects.values_list("pk", "name", "slug")
        return {fold(text.strip('“”" ')): pk for pk, *texts in rows for text in texts}

    def honour(self, text: str) -> tuple[int, int]:
        """Return honour and class."""
        found = self._honours.find(text[:300])
        if found is None:
            raise Unreadable(_("Không rõ danh hiệu, hình thức khen thưởng “%s”.") % text[:80])
        return found.honour.pk, int(found.honour_class)

    @cached_property
    def _honours(self) -> HonourFinder:
        return HonourFinder()

    def document(self, text: str, on: date | None) -> int | None:
        """Return the one document of a number ("123/QĐ-UBND"), of that day where one is given; None otherwise."""
        if text not in self._documents:
            self._documents[text] = self._numbered(text)
        same = [pk for pk, issued_on, _year in self._documents[text] if on is None or issued_on == on]
        return same[0] if len(same) == 1 else None

    def _numbered(self, text: str) -> list[tuple[int, date | None, int | None]]:
        found = next(iter(find_numbered(flatten(f"Quyết định số {text}").text, self._vocabulary)), None)
        if found is None:
            return []
        same = OfficialDocument.objects.filter(
            number_key=number_key(found.number), symbol_key=symbol_key(found.symbol, self._vocabulary)
        )
        if found.year:
            same = same.filter(year=found.year)
        return list(same.order_by().values_list("pk", "issued_on", "year")[:50])

    @cached_property
    def _vocabulary(self) -> Any:
        return current_vocabulary()


def _said(text: str, names: str) -> dict[str, str]:
    return {"text": text[:80], "names": names}


def _of_that_year(found: list[Place], year: int | None) -> list[Place]:
    """Return what was there in the middle of that year, else what is there today, else all."""
    if len(found) < 2:
        return found
    then = [place for place in found if place.in_force(date(year, 6, 30))] if year else []
    today = [place for place in found if place.is_current]
    return next((few for few in (then, today) if len(few) == 1), found)


def _one(known: dict[str, int], text: str, what: str) -> int:
    pk = known.get(fold(text.strip('“”" ')))
    if pk is None:
        raise Unreadable(_("Không có %(what)s “%(text)s”.") % {"what": what, "text": text[:80]})
    return pk
