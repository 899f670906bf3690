"""How a document is named: printed number, label, address, and the keys by which it is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from news.documents.citations.laws import law_key_of_title
from news.documents.citations.mention import number_key
from news.documents.citations.numbered import find_numbered, number_text, symbol_key
from news.documents.citations.recognise import recognise
from news.documents.citations.vocabulary import Vocabulary, words_of
from news.documents.lexicon import current_vocabulary
from news.documents.terms import term_on
from portal.vietnamese.flatten import flatten
from portal.vietnamese.slug import slugify_vi
from portal.vietnamese.text import fold, squash

if TYPE_CHECKING:
    from news.documents.models import OfficialDocument

LAW_TYPES = frozenset({"hien-phap", "bo-luat", "luat", "phap-lenh"})
DERIVED = ("number_key", "symbol_key", "law_key", "listing_year", "search_text", "year", "term", "is_normative", "slug")


def complete(document: OfficialDocument) -> None:
    """Bring everything that follows from other fields in step; asks for the vocabulary (two queries)."""
    vocabulary = current_vocabulary()
    _split_number(document, vocabulary)
    document.summary = squash(document.summary)
    document.name = squash(document.name)
    document.is_normative = bool(document.number) and (document.is_normative or document.type.is_legal)
    if document.is_party:
        document.year = None
        document.term = document.term or term_on(document.issued_on, document.issuer.level)
    elif document.year is None and document.issued_on:
        document.year = document.issued_on.year
    document.number_key = number_key(document.number)
    document.symbol_key = symbol_key(document.symbol, vocabulary)[:60]
    is_law = document.type.code in LAW_TYPES
    document.law_key = law_key_of_title(document.name or document.summary, vocabulary)[:250] if is_law else ""
    document.listing_year = document.issued_on.year if document.issued_on else document.year
    document.search_text = _search_text(document)


def _split_number(document: OfficialDocument, vocabulary: Vocabulary) -> None:
    """Take "21/KH-UBND" or "98/2023/NĐ-CP" apart when it was put into the number field whole."""
    document.number = squash(document.number)
    document.symbol = squash(document.symbol).replace(" ", "")
    if document.symbol or not any(mark in document.number for mark in "/-"):
        return
    # The type word before it lets an unknown issuer pass ("số 12/ABC-VP" of a công văn).
    text = flatten(f"{document.type.name} số {document.number}").text
    found = next(iter(find_numbered(text, vocabulary)), None)
    if found is not None:
        document.number, document.symbol = found.number, found.symbol
        document.year = found.year or document.year
        document.is_normative = document.is_normative or found.year is not None


def _search_text(document: OfficialDocument) -> str:
    aliases = [alias.text for alias in document.aliases.all()]
    parts = [
        label(document),
        f"{document.number} {document.symbol}",
        document.name,
        document.summary,
        str(document.issuer),
        document.signer,
        *aliases,
    ]
    return fold(" ".join(filter(None, parts)))


def printed_number(document: OfficialDocument) -> str:
    """Number and symbol as printed: "98/2023/NĐ-CP", "34-CT/TW"; "" without a number."""
    year = document.year if document.is_normative else None
    return number_text(document.number, year, document.symbol, document.is_party)


def label(document: OfficialDocument) -> str:
    """The document in one phrase, as it is usually cited."""
    printed = printed_number(document)
    kind = document.type.name
    if document.name:
        named = document.name if document.name.casefold().startswith(kind.casefold()) else f"{kind} {document.name}"
        return f"{named} số {printed}" if printed else named
    if printed:
        return f"{kind} số {printed}"
    summary = document.summary if len(document.summary) <= 80 else document.summary[:79].rsplit(" ", 1)[0] + "…"
    return f"{kind} {summary}".strip()


def dated_label(document: OfficialDocument) -> str:
    """The label with the day of issue."""
    day = document.issued_on
    return f"{label(document)} ngày {day:%d/%m/%Y}" if day else label(document)


def is_taken(document: OfficialDocument) -> bool:
    """Whether another document has the same identity (see the constraint of the model)."""
    if not document.number_key:
        return False
    parts = ("issuer", "type", "is_normative", "number_key", "symbol_key", "term")
    same = type(document).objects.filter(**{name: getattr(document, name) for name in parts})
    same = same.filter(year__isnull=True) if document.year is None else same.filter(year=document.year)
    return same.exclude(pk=document.pk).exists()


def free_slug(document: OfficialDocument) -> str:
    """An ASCII address that no other document has; it never changes afterwards."""
    from news.documents.models import OfficialDocument as Model

    is_law = document.type.code in LAW_TYPES and document.name
    words = [label(document) if not is_law else document.name]
    if not document.is_normative or is_law:
        words.append(str(document.listing_year or document.term or ""))
    words.append(document.issuer.locality or document.issuer.province)
    base = slugify_vi(" ".join(filter(None, words)).replace(" số ", " "))
    slug, turn = base, 1
    taken = set(Model.objects.filter(slug__startswith=base).exclude(pk=document.pk).values_list("slug", flat=True))
    while slug in taken:
        turn += 1
        slug = f"{base}-{turn}"
    return slug


def alias_key(text: str) -> str:
    """Another name of a document as it is compared with what pages write.

    A name that holds a number with its symbol compares by these, any other by its words.
    """
    mentions = [mention for mention in recognise(text, current_vocabulary()) if mention.symbol_key]
    if len(mentions) == 1:
        found = mentions[0]
        return numbered_alias(found.number_key, found.symbol_key, found.year if found.dated_number else None)
    return worded_alias(text)


def numbered_alias(number: str, symbol: str, year: int | None) -> str:
    """The alias key of a number with its symbol."""
    return "/".join(filter(None, (number, symbol, str(year or ""))))[:200]


def worded_alias(text: str) -> str:
    """The alias key of a name in words; "số" and brackets do not count."""
    return "-".join(word for word in words_of(text) if word != "số")[:200]
