"""Which document a citation means: exactly one that fits its context, or none at all.

The rules (DOMAIN.md section 2):

* number and symbol must be equal; a bare number needs the type and a named issuer;
* state numbers start again each year, so the year must agree: the one stated, else that of the page.
  Numbers that carry their year, or a legislature (UBTVQH16), need no other;
* Party numbers start again each term: a stated term must agree, else what was issued after the page
  cannot be meant;
* a stated date that differs from the document's date by even one day is a conflict: not linked;
* "UBND", "Tỉnh ủy" and the like without a place are those of the portal's own province.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q

from news.documents.citations.issuers import CENTRAL_CITIES, province_named
from news.documents.citations.laws import stored_law_key
from news.documents.citations.mention import Form
from news.documents.identity import LAW_TYPES
from portal.vietnamese.text import fold

if TYPE_CHECKING:
    from news.documents.citations.vocabulary import Vocabulary
    from news.documents.models import Citation, Issuer, OfficialDocument

# Types that only one issuer gives out: their bare number tells the issuer too.
_ONE_ISSUER = frozenset({"nghi-dinh", *LAW_TYPES})
_LEGISLATURE = re.compile(r"(?:^|-)(?:qh|ubtvqh)\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Setting:
    """What resolving needs beyond the citation: the words, and whose portal this is."""

    vocabulary: Vocabulary
    province: str = ""  # the portal's own province

    @property
    def own_province(self) -> str:
        """The province in its usual spelling."""
        return province_named(self.province.removeprefix("tỉnh ").removeprefix("thành phố ")) or self.province


@dataclass(frozen=True, slots=True)
class Outcome:
    """The state of a citation (a `Citation.State` value) and the document, when linked."""

    state: str
    document: OfficialDocument | None = None


def candidates(citations: Iterable[Citation]) -> list[OfficialDocument]:
    """All public documents that any of these citations could mean, in two queries."""
    from news.documents.models import DocumentAlias, OfficialDocument

    wanted = Q(pk__in=[])
    symbols, bare, laws, aliases = set(), set(), set(), set()
    for citation in citations:
        if citation.alias_key:
            aliases.add(citation.alias_key)
        if citation.number_key and citation.symbol_key:
            symbols.add((citation.number_key, citation.symbol_key))
        elif citation.form == Form.BARE:
            bare.add((citation.number_key, citation.type_code))
        elif citation.law_key:
            laws.update((citation.law_key, stored_law_key(citation.law_key, amending=True)))
    if symbols:
        numbers, keys = zip(*symbols, strict=True)
        wanted |= Q(number_key__in=set(numbers), symbol_key__in=set(keys))
    if bare:
        numbers, codes = zip(*bare, strict=True)
        wanted |= Q(number_key__in=set(numbers), type__code__in=set(codes))
    if laws:
        wanted |= Q(law_key__in=laws)
    if aliases:
        wanted |= Q(pk__in=DocumentAlias.objects.filter(key__in=aliases).values("document"))
    found = OfficialDocument.objects.public().filter(wanted).select_related("type", "issuer")
    return list(found.prefetch_related("aliases"))


def resolve(citation: Citation, documents: Iterable[OfficialDocument], setting: Setting) -> Outcome:
    """The outcome for one citation, given documents that include all it could mean."""
    named = [document for document in documents if _is_alias(citation, document)]
    if named:
        return _outcome([document for document in named if _date_fits(citation, document)])
    if citation.form == Form.PLENUM:
        return Outcome("missing")
    fitting = [document for document in documents if _fits(citation, document, setting)]
    if len(fitting) > 1 and citation.form == Form.LAW:
        fitting = [document for document in fitting if document.law_key == citation.law_key] or fitting
    if len(fitting) > 1 and citation.type_code:
        same_type = [document for document in fitting if document.type.code == citation.type_code]
        fitting = same_type or fitting
    if fitting and not _says_issuer(citation):
        return Outcome("ambiguous")
    return _outcome(fitting)


def _says_issuer(citation: Citation) -> bool:
    """A number alone fits too many: a bare citation needs its issuer named, or a type with only one."""
    return bool(
        citation.form != Form.BARE or citation.symbol_key or citation.issuer_code or citation.type_code in _ONE_ISSUER
    )


def _outcome(fitting: list[OfficialDocument]) -> Outcome:
    if len(fitting) == 1:
        return Outcome("linked", fitting[0])
    return Outcome("ambiguous" if fitting else "missing")


def _is_alias(citation: Citation, document: OfficialDocument) -> bool:
    return bool(citation.alias_key) and any(alias.key == citation.alias_key for alias in document.aliases.all())


def _fits(citation: Citation, document: OfficialDocument, setting: Setting) -> bool:
    if citation.law_key and not citation.symbol_key:
        return _law_fits(citation, document)
    return (
        _number_fits(citation, document)
        and issuer_fits(citation, document.issuer, setting)
        and _date_fits(citation, document)
        and (_term_fits(citation, document) if document.is_party else _year_fits(citation, document))
    )


def _law_fits(citation: Citation, document: OfficialDocument) -> bool:
    """A law by name and year; "Luật TĐKT năm 2013" may be the law that amended it that year."""
    return (
        document.type.code in LAW_TYPES
        and document.law_key in (citation.law_key, stored_law_key(citation.law_key, amending=True))
        and citation.year == (document.year or document.listing_year)
        and _date_fits(citation, document)
    )


def _number_fits(citation: Citation, document: OfficialDocument) -> bool:
    if not citation.number_key or citation.number_key != document.number_key:
        return False
    if not citation.symbol_key:
        return document.type.code == citation.type_code and (document.is_normative or not citation.dated_number)
    if citation.symbol_key != document.symbol_key:
        return False
    # 31/2020/QĐ-UBND and 31/QĐ-UBND of 2020 are two documents; a decree without its year is a slip.
    return citation.dated_number == document.is_normative or (not citation.dated_number and document.type.is_legal)


def _date_fits(citation: Citation, document: OfficialDocument) -> bool:
    if citation.issued_on is None:
        return True
    if document.issued_on is not None:
        return document.issued_on == citation.issued_on
    return document.year in (None, citation.issued_on.year)


def _year_fits(citation: Citation, document: OfficialDocument) -> bool:
    year = document.year or document.listing_year
    if citation.dated_number:
        return citation.year == year
    if citation.symbol_key and _LEGISLATURE.search(citation.symbol_key):
        return True
    if citation.issued_on is not None:
        return year in (None, citation.issued_on.year)
    stated = citation.year or citation.year_hint or (citation.page_date.year if citation.page_date else None)
    return year is not None and stated == year


def _term_fits(citation: Citation, document: OfficialDocument) -> bool:
    if citation.term and document.term and citation.term.isalpha() == document.term.isalpha():
        return citation.term == document.term
    if citation.year and document.issued_on:
        return citation.year == document.issued_on.year
    if citation.issued_on is None and citation.page_date and document.issued_on:
        return document.issued_on <= citation.page_date + timedelta(days=1)
    return True


def issuer_fits(citation: Citation, issuer: Issuer, setting: Setting) -> bool:
    """Whether the issuer named beside the citation, and where, can be this one."""
    words = setting.vocabulary.issuers.get(citation.issuer_code)
    if words is not None:
        pieces = {piece.casefold() for piece in words.abbreviations}
        if issuer.code != words.code and issuer.abbreviation.casefold() not in pieces:
            return False
    if issuer.level == "national":
        return citation.level in ("", "national")
    return _level_fits(citation, issuer, setting) and _place_fits(citation, issuer, setting)


def _level_fits(citation: Citation, issuer: Issuer, setting: Setting) -> bool:
    if citation.level == "city":
        # "UBND thành phố": the province's own when the province is a city, else a district's.
        own_city = not citation.place and setting.own_province in CENTRAL_CITIES
        return issuer.level == ("provincial" if own_city else "district")
    return citation.level in ("", issuer.level)


def _place_fits(citation: Citation, issuer: Issuer, setting: Setting) -> bool:
    own = setting.own_province
    if issuer.level == "provincial":
        return (citation.place or own) == (province_named(issuer.province) or issuer.province or own)
    if issuer.province and (province_named(issuer.province) or issuer.province) != own:
        return bool(citation.place) and fold(citation.place) == fold(issuer.locality)
    return not citation.place or fold(citation.place) == fold(issuer.locality)
