"""Finding a decision that confers honours by what people know of it: "123", "123/qd-ubnd", "QĐ 123 năm 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from exemplars.honours.models import Conferral
from news.documents.citations.mention import number_key
from news.documents.library.filters import search_words
from news.documents.models import OfficialDocument
from portal.vietnamese.numbers import whole_number
from portal.vietnamese.text import fold, squash

MAX_QUERY = 120
FIRST_YEAR, LAST_YEAR = 1945, 2100
_NUMBER = re.compile(
    r"(?<![\d/.-])(?P<number>\d{1,6}[a-z]?)(?:\s*/\s*(?P<year>(?:19|20)\d\d))?"
    r"(?:\s*[/-]\s*(?P<symbol>[a-z][a-z0-9]*(?:\s*[/.-]\s*[a-z0-9]+)*))?(?![\w/])"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*((?:19|20)\d\d)(?!\d)|\bngay\s+\d+\s+thang\s+\d+\b")
_PIECES = re.compile(r"[a-z0-9]+")
# "qd 123" and "quyet dinh so 123": a type before the number, told apart from words of the summary.
_TYPE_WORDS = re.compile(r"\b(?:quyet dinh|qd|so|nam|cua)\b")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query says: a number with the pieces of its symbol, a year, or else words."""

    number: str = ""
    symbol: tuple[str, ...] = ()
    year: int | None = None
    words: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.number or self.words)


def read_query(text: str) -> Wanted:
    """Read what somebody typed; "quyết định số 123/QĐ-UBND ngày 12/3/2024" says number, symbol and year."""
    text = squash(text.replace("\0", ""))[:MAX_QUERY]
    folded = fold(text)
    dated = _DATE.search(folded)
    undated = _DATE.sub(" ", folded)
    found = next((match for match in _NUMBER.finditer(undated) if not _is_year(match)), None)
    year = _YEAR.search(undated)
    said = (found and found["year"]) or (dated and dated[1]) or (year and year[1])
    if whole_number(folded, 6) is not None:
        return Wanted(number_key(folded))
    if found is None:
        return Wanted(words=text)
    rest = _TYPE_WORDS.sub(" ", undated.replace(found[0], " ", 1))
    if len(_PIECES.findall(_YEAR.sub(" ", rest))) > 3:
        # Words around a number ("100 năm ngày sinh") are a search in what decisions are about.
        return Wanted(words=text)
    pieces = tuple(_PIECES.findall(found["symbol"] or ""))
    return Wanted(number_key(found["number"]), pieces, int(said) if said else None)


def _is_year(match: re.Match[str]) -> bool:
    return bool(_YEAR.fullmatch(match["number"])) and not match["symbol"]


def conferring() -> QuerySet[OfficialDocument]:
    """Return the public documents by which somebody was honoured, newest first."""
    honours = Conferral.objects.filter(decision=OuterRef("pk"))
    return OfficialDocument.objects.public().filter(Exists(honours))


def find_decisions(wanted: Wanted, year: int | None = None) -> QuerySet[OfficialDocument]:
    """Return the decisions that a query means; ``year`` narrows them to one."""
    documents = conferring()
    year = year or wanted.year
    if year:
        documents = documents.filter(listing_year=year)
    if wanted.number:
        kept = _of_number(documents, wanted)
        if not kept and not wanted.symbol and not year and _YEAR.fullmatch(wanted.number):
            return documents.filter(listing_year=int(wanted.number))
        return documents.filter(pk__in=kept)
    for word in search_words(wanted.words):
        documents = documents.filter(search_text__contains=word)
    return documents


def decisions_numbered(wanted: Wanted) -> QuerySet[OfficialDocument]:
    """Return every document of a number, whether it confers anything yet or is public, for staff."""
    documents = OfficialDocument.objects.all()
    if not wanted.number:
        return documents.none()
    if wanted.year:
        documents = documents.filter(listing_year=wanted.year)
    return documents.filter(pk__in=_of_number(documents, wanted))


def _of_number(documents: QuerySet[OfficialDocument], wanted: Wanted) -> list[int]:
    same = documents.filter(number_key=wanted.number).order_by().values_list("pk", "symbol")[:1000]
    return [pk for pk, symbol in same if _matches(wanted.symbol, symbol)]


def _matches(asked: tuple[str, ...], symbol: str) -> bool:
    """Whether a symbol begins with what was asked of it: "qd" and "qd-ubnd" both mean QĐ-UBND."""
    pieces = _PIECES.findall(fold(symbol))
    return "".join(pieces).startswith("".join(asked)) or pieces[: len(asked)] == list(asked)


def read_year(text: str | None) -> tuple[int | None, bool]:
    """Return the year asked for in an address, and whether what was asked made no sense."""
    asked = (text or "").strip()
    if not asked:
        return None, False
    year = whole_number(asked, 4) or 0
    return (year, False) if FIRST_YEAR <= year <= LAST_YEAR else (None, True)


def law_of(number: str) -> OfficialDocument | None:
    """Return the public document of a number such as "06/2022/QH15", when the library has it."""
    match = _NUMBER.fullmatch(fold(number))
    if match is None:
        return None
    year = int(match["year"]) if match["year"] else None
    found = OfficialDocument.objects.public().filter(number_key=number_key(match["number"]), year=year)
    pieces = tuple(_PIECES.findall(match["symbol"] or ""))
    return next((one for one in found[:50] if _PIECES.findall(fold(one.symbol)) == list(pieces)), None)


def way_to_decision(document: OfficialDocument) -> tuple[str, str] | None:
    """Return the way from a document of the library to the list of those it honours."""
    if not document.conferrals.exists():
        return None
    return _("Danh sách được khen thưởng theo quyết định này"), reverse("conferral_decision", args=[document.slug])
