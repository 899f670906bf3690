"""Mentions of one page read together: said in full once, short afterwards."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from news.documents.citations.mention import Form, Mention
from news.documents.citations.vocabulary import Vocabulary

_CONTEXT = ("issued_on", "year", "year_hint", "issuer", "term")


def unify(mentions: Sequence[Mention], vocabulary: Vocabulary) -> list[Mention]:
    """The mentions with the context that others of the same document on the page give.

    "Chỉ thị số 34-CT/TW ngày 7/4/2014 của Bộ Chính trị … Chỉ thị 34": the second means the first.
    Context goes over only where the page does not contradict itself.
    """
    full: dict[tuple[object, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.symbol_key:
            full[_key(mention)].append(mention)
    by_number: dict[str, list[tuple[object, ...]]] = defaultdict(list)
    for key, group in full.items():
        by_number[group[0].number_key].append(key)
    unified = []
    for mention in mentions:
        if mention.symbol_key:
            unified.append(_with_context(mention, full[_key(mention)]))
        elif mention.form is Form.BARE:
            unified.append(_from_full(mention, [full[key] for key in by_number[mention.number_key]], vocabulary))
        else:
            unified.append(mention)
    return unified


def _key(mention: Mention) -> tuple[object, ...]:
    dated = mention.year if mention.dated_number else None
    return (mention.number_key, mention.symbol_key, dated)


def _with_context(mention: Mention, group: list[Mention]) -> Mention:
    """Fill what is not said here with what the rest of the group says with one voice."""
    said: dict[str, object] = {}
    for name in _CONTEXT:
        values = {getattr(other, name) for other in group} - {None, ""}
        if len(values) > 1 and name in ("issued_on", "year", "issuer"):
            # Two documents of one number stand on this page: each keeps to its own words.
            return mention
        if len(values) == 1 and not getattr(mention, name):
            said[name] = values.pop()
    places = {(other.level, other.place) for other in group if other.issuer}
    if len(places) > 1:
        return mention
    if places and not mention.issuer:
        said["level"], said["place"] = places.pop()
    return replace(mention, **said) if said else mention


def _from_full(mention: Mention, groups: list[list[Mention]], vocabulary: Vocabulary) -> Mention:
    """A bare mention takes number and symbol of the one full citation it can be short for."""
    fitting = [group for group in groups if _is_short_for(mention, group[0], vocabulary)]
    if len(fitting) != 1:
        return mention
    model = _with_context(fitting[0][0], fitting[0])
    values = {other.issued_on for other in fitting[0]} - {None}
    if len(values) > 1 or (mention.issued_on and mention.issued_on not in values):
        return mention
    return replace(
        mention,
        symbol=model.symbol,
        symbol_key=model.symbol_key,
        dated_number=model.dated_number,
        year=mention.year or model.year,
        year_hint=mention.year_hint or model.year_hint,
        issued_on=mention.issued_on or model.issued_on,
        issuer=model.issuer or mention.issuer,
        level=model.level if model.issuer else mention.level,
        place=model.place if model.issuer else mention.place,
        term=mention.term or model.term,
    )


def _is_short_for(bare: Mention, full: Mention, vocabulary: Vocabulary) -> bool:
    if full.type_code and full.type_code != bare.type_code:
        return False
    first = full.symbol_key.split("-")[0]
    if bare.type_code not in vocabulary.type_codes(first) and full.type_code != bare.type_code:
        return False
    if bare.dated_number and bare.year != full.year:
        return False
    if bare.issuer and full.issuer and bare.issuer != full.issuer:
        return False
    if bare.issuer and not full.issuer:
        words = vocabulary.issuers[bare.issuer]
        pieces = set(full.symbol_key.split("-"))
        return any(vocabulary.canonical_piece(piece) in pieces for piece in words.abbreviations)
    return True
