"""A new document begun from a citation that has none."""

from __future__ import annotations

from news.documents.identity import LAW_TYPES
from news.documents.lexicon import current_vocabulary
from news.documents.models import Citation, DocumentType, Issuer, OfficialDocument
from portal.vietnamese.text import fold


def document_from(citation: Citation) -> OfficialDocument:
    """An unsaved document with everything that the citation tells; staff complete and check it."""
    vocabulary = current_vocabulary()
    pieces = citation.symbol_key.split("-") if citation.symbol_key else []
    codes = [citation.type_code, *(code for piece in pieces[:1] for code in vocabulary.type_codes(piece))]
    kind = next(filter(None, (DocumentType.objects.filter(code=code).first() for code in codes if code)), None)
    document = OfficialDocument(
        type=kind,
        issuer=_issuer(citation, [code for piece in reversed(pieces) for code in vocabulary.issuer_codes(piece)]),
        number=citation.number if citation.form != Citation.Form.PLENUM else "",
        symbol=citation.symbol,
        is_normative=citation.dated_number,
        year=citation.year if citation.dated_number or citation.form == Citation.Form.LAW else None,
        term=citation.term if citation.form in (Citation.Form.PARTY, Citation.Form.PLENUM) else "",
        issued_on=citation.issued_on,
    )
    if citation.form == Citation.Form.LAW or citation.type_code in LAW_TYPES:
        document.name = citation.raw.split(" năm ")[0].split(" số ")[0]
    return document


def _issuer(citation: Citation, codes: list[str]) -> Issuer | None:
    """The issuer named in the text at that place, else the one whose abbreviation the symbol holds."""
    if citation.issuer_code:
        generic = Issuer.objects.filter(code=citation.issuer_code).first()
        if generic is not None and citation.place:
            place = fold(citation.place)
            same = Issuer.objects.filter(abbreviation=generic.abbreviation, level=generic.level)
            named = [one for one in same if place in (fold(one.province), fold(one.locality))]
            return named[0] if named else generic
        return generic
    return next(filter(None, (Issuer.objects.filter(code=code).first() for code in codes)), None)
