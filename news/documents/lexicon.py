"""The vocabulary as staff keep it in the database, in the shape that the recogniser reads."""

from functools import lru_cache

from news.documents.citations.vocabulary import (
    IssuerWords,
    TypeWords,
    Vocabulary,
    default_vocabulary,
    is_abbreviation,
    read_rows,
)

Row = tuple[str, ...]


def current_vocabulary() -> Vocabulary:
    """The vocabulary of the database in two queries; that of the data files while the tables are empty."""
    from news.documents.models import DocumentType, Issuer

    types = tuple(
        DocumentType.objects.order_by("rank", "code").values_list(
            "code", "name", "abbreviation", "party_abbreviation", "aliases", "system"
        )
    )
    issuers = tuple(
        Issuer.objects.filter(province="", locality="")
        .order_by("rank", "code")
        .values_list("code", "name", "abbreviation", "aliases", "level", "system")
    )
    return _built(types, issuers) if types and issuers else default_vocabulary()


@lru_cache(maxsize=2)
def _built(types: tuple[Row, ...], issuers: tuple[Row, ...]) -> Vocabulary:
    """The same rows give the same object, so that patterns made from it are made once."""
    return Vocabulary(
        [_type_words(*row) for row in types],
        [_issuer_words(*row) for row in issuers],
        [(row["name"], row["short"]) for row in read_rows("law_names.csv")],
    )


def _lines(aliases: str) -> list[str]:
    return [line.strip() for line in aliases.splitlines() if line.strip()]


def _type_words(code: str, name: str, state: str, party: str, aliases: str, system: str) -> TypeWords:
    lines = _lines(aliases)
    short = [piece for piece in (state, party) if piece] + [line for line in lines if is_abbreviation(line)]
    return TypeWords(code, (name, *(line for line in lines if not is_abbreviation(line))), tuple(short), system)


def _issuer_words(code: str, name: str, short: str, aliases: str, level: str, system: str) -> IssuerWords:
    lines = _lines(aliases)
    pieces = (short, *(line for line in lines if is_abbreviation(line)))
    return IssuerWords(code, (name, *lines), pieces, level, system)
