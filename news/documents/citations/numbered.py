"""Citations with number and symbol: "21/KH-UBND", "98/2023/NĐ-CP", "34-CT/TW", and their slips."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from news.documents.citations.context import type_before
from news.documents.citations.mention import CENTRAL, Form, symbol_pieces
from news.documents.citations.vocabulary import Vocabulary

_PIECE = r"[^\W\d_][\w&]{0,14}"
# Every repetition is bounded: however long the run of letters and slashes, one start costs little.
CORE = re.compile(
    r"(?<!\w)(?<!\w[/.,-])(?P<number>\d{1,3}\.\d{3}|\d{1,6}[a-zA-ZđĐ]?)"
    r"(?P<first> ?[/-] ?)(?:(?P<year>(?:19|20)\d\d) ?[/-] ?)?"
    rf"(?P<symbol>{_PIECE}(?:(?: ?[/-] ?|\.){_PIECE}){{0,5}})(?!\w)"
)
_SPLIT = re.compile(r" ?[/-] ?|\.")
_LEGISLATURE = re.compile(r"(QH|UBTVQH)(\d{1,2})$", re.I)
_ORGAN = re.compile(r"(?:S|B|VP|UB|HĐ|BCĐ|BQL|TT|CT|LĐ|MT|ĐU|TU|HU)[A-ZĐƯ&]{1,12}$")
# Types so common that an unknown issuer after them is still an issuer ("45/KH-ĐHTN").
_STRONG = frozenset(
    ["kh", "qđ", "nq", "ct", "tt", "nđ", "hd", "ttr", "bc", "tb", "ctr", "kl", "ttlt", "đa", "qc", "vbhn", "nqlt"]
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number with its symbol, as found; `word_start` is where the type word before it begins."""

    start: int
    end: int
    word_start: int
    type_code: str
    number: str
    year: int | None
    symbol: str
    symbol_key: str
    form: Form
    term: str


def find_numbered(text: str, vocabulary: Vocabulary) -> Iterator[Numbered]:
    """All numbers with symbols in flat text, in order."""
    for match in CORE.finditer(text):
        found = _read(match, text, vocabulary)
        if found is not None:
            yield found


def symbol_key(symbol: str, vocabulary: Vocabulary) -> str:
    """The symbol as it is compared: "CT/TW", "CT-TW" and "ct/tư" are one."""
    return "-".join(vocabulary.canonical_piece(piece) for piece in symbol_pieces(symbol))


def _read(match: re.Match[str], text: str, vocabulary: Vocabulary) -> Numbered | None:
    symbol, end = _trim(match, vocabulary)
    if not symbol:
        return None
    pieces = symbol_pieces(symbol)
    word_start, type_code = type_before(text, match.start(), vocabulary)
    if not _credible(pieces, match, type_code is not None, vocabulary):
        return None
    form = _form(pieces, match, symbol, vocabulary)
    legislature = _LEGISLATURE.match(pieces[-1])
    year = match.group("year")
    return Numbered(
        start=match.start(),
        end=end,
        word_start=word_start,
        type_code=type_code or "",
        number=match.group("number").replace(".", ""),
        year=int(year) if year else None,
        symbol=_in_style(symbol, form, vocabulary),
        symbol_key=symbol_key(symbol, vocabulary),
        form=form,
        term=legislature.group(2) if legislature else "",
    )


def _trim(match: re.Match[str], vocabulary: Vocabulary) -> tuple[str, int]:
    """The symbol without what is no part of it ("KH-UBND.Các", "KH-UBND - Sở"), and its end."""
    symbol = match.group("symbol")
    kept = 0
    position = 0
    for index, separator in enumerate([*_SPLIT.finditer(symbol), None]):
        piece = symbol[position : separator.start() if separator else len(symbol)]
        if not _plausible(piece, index, vocabulary):
            break
        kept = position + len(piece)
        if separator is None or (" " in separator.group() and index >= 1):
            break
        position = separator.end()
    return symbol[:kept], match.start("symbol") + kept


def _plausible(piece: str, index: int, vocabulary: Vocabulary) -> bool:
    if vocabulary.type_codes(piece) or _known_issuer(piece, vocabulary):
        return True
    upper = sum(char.isupper() for char in piece)
    lower = sum(char.islower() for char in piece)
    return (upper >= 2 and lower <= 2) or (index > 0 and upper == len(piece))


def _known_issuer(piece: str, vocabulary: Vocabulary) -> bool:
    return bool(vocabulary.issuer_codes(piece) or _LEGISLATURE.match(piece))


def _credible(pieces: list[str], match: re.Match[str], has_word: bool, vocabulary: Vocabulary) -> bool:
    first, rest = pieces[0], pieces[1:]
    is_type = bool(vocabulary.type_codes(first))
    issuer_known = any(_known_issuer(piece, vocabulary) for piece in rest)
    spaced = " " in match.group("first")
    if not rest:
        if _LEGISLATURE.match(first) and match.group("year"):
            return True
        return has_word and (is_type or _known_issuer(first, vocabulary))
    if is_type:
        if issuer_known or has_word:
            return True
        upper = sum(char.isupper() for char in rest[0])
        return not spaced and upper >= 2 and vocabulary.canonical_piece(first) in _STRONG
    if "-" in match.group("first"):
        return issuer_known and (has_word or not spaced)
    if _known_issuer(first, vocabulary):
        return not spaced or has_word
    return has_word and bool(_ORGAN.match(first) or issuer_known)


def _form(pieces: list[str], match: re.Match[str], symbol: str, vocabulary: Vocabulary) -> Form:
    """Party or state: the issuer decides; of an unknown issuer, the order of "-" and "/"."""
    for piece in reversed(pieces):
        systems = {vocabulary.issuers[code].system for code in vocabulary.issuer_codes(piece)}
        if systems == {"party"}:
            # "BCĐ" issues in both styles; then the writing decides.
            return Form.STATE if piece == "BCĐ" and "/" not in symbol else Form.PARTY
        if systems or _LEGISLATURE.match(piece):
            return Form.STATE
    party = "-" in match.group("first") and "/" in symbol
    return Form.PARTY if party else Form.STATE


def _in_style(symbol: str, form: Form, vocabulary: Vocabulary) -> str:
    """The symbol with the separators that its system prescribes, its pieces in their own spelling."""
    tight = re.sub(r" ?([/-]) ?", r"\1", CENTRAL.sub("TW", symbol))
    tight = re.sub(r"[\w&]+", lambda piece: vocabulary.shown_piece(piece.group()), tight)
    separator = "/" if form is Form.PARTY else "-"
    return re.sub(r"[/-]|\.(?=UB$)", separator, tight, count=1)


def number_text(number: str, year: int | None, symbol: str, party: bool) -> str:
    """Number and symbol as the document itself writes them: "98/2023/NĐ-CP", "34-CT/TW"."""
    if not symbol:
        return f"{number}/{year}" if number and year else number
    if party:
        return f"{number}-{symbol}"
    return f"{number}/{year}/{symbol}" if year else f"{number}/{symbol}"
