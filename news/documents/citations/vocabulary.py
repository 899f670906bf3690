"""The words of the grammar: names of document types and of issuers, with their abbreviations.

Read from the data files by default; the portal passes one built from its database, where staff
edit the lists (DOMAIN.md section 2: what rests on usage is data, never code).
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from portal.vietnamese.text import fold, same_tone

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True, slots=True)
class TypeWords:
    """A document type: the words that name it and the abbreviations that stand in symbols."""

    code: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    system: str = "both"


@dataclass(frozen=True, slots=True)
class IssuerWords:
    """An issuer: the names it goes by, its abbreviations in symbols, its level and system."""

    code: str
    names: tuple[str, ...]
    abbreviations: tuple[str, ...]
    level: str = "national"
    system: str = "state"


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of one data file of this app as dictionaries of stripped text."""
    with (DATA / name).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            yield {key: (value or "").strip() for key, value in row.items()}


def split_aliases(text: str) -> list[str]:
    """Aliases as written in a data file, between vertical bars."""
    return [alias.strip() for alias in text.split("|") if alias.strip()]


def is_abbreviation(alias: str) -> bool:
    """True for "UBMTTQ" or "BGD&ĐT", False for "Ủy ban Mặt trận"."""
    return " " not in alias and sum(char.isupper() for char in alias) >= 2


def word_key(word: str) -> str:
    """One word as it is compared: case and tone placement do not count, marks do."""
    return same_tone(word).casefold()


class Vocabulary:
    """Lookup tables over types and issuers, made once and then only read."""

    def __init__(
        self,
        types: Iterable[TypeWords],
        issuers: Iterable[IssuerWords],
        law_names: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.types = {entry.code: entry for entry in types}
        self.issuers = {entry.code: entry for entry in issuers}
        self.law_shorts = {short: name for name, short in law_names if short}
        self.type_names: dict[tuple[str, ...], str] = {}
        self.type_pieces: dict[str, list[str]] = {}
        self.issuer_names: dict[tuple[str, ...], str] = {}
        self.issuer_pieces: dict[str, list[str]] = {}
        self._shown: dict[str, str] = {}
        for entry in self.types.values():
            self._learn(entry.code, entry.names, self.type_names)
            self._learn_pieces(entry.code, entry.abbreviations, self.type_pieces)
        for entry in self.issuers.values():
            self._learn(entry.code, entry.names, self.issuer_names)
            self._learn_pieces(entry.code, entry.abbreviations, self.issuer_pieces)
        self.longest_issuer = max((len(name) for name in self.issuer_names), default=0)
        self._canonical = self._unaccented()

    @staticmethod
    def _learn(code: str, names: Iterable[str], table: dict[tuple[str, ...], str]) -> None:
        for name in names:
            key = words_of(name)
            if key:
                table.setdefault(key, code)

    def _learn_pieces(self, code: str, pieces: Iterable[str], table: dict[str, list[str]]) -> None:
        for piece in pieces:
            self._shown.setdefault(piece.casefold(), piece)
            codes = table.setdefault(piece.casefold(), [])
            if code not in codes:
                codes.append(code)

    def _unaccented(self) -> dict[str, str]:
        """Folded piece → the one known piece it can stand for ("qd" → "qđ")."""
        by_fold: dict[str, set[str]] = {}
        for piece in (*self.type_pieces, *self.issuer_pieces):
            by_fold.setdefault(fold(piece), set()).add(piece)
        return {
            folded: next(iter(pieces))
            for folded, pieces in by_fold.items()
            if len(pieces) == 1 and folded not in pieces
        }

    def canonical_piece(self, piece: str) -> str:
        """A piece of a symbol as it is compared: "QD" and "qđ" are the same, "HD" is not "HĐ"."""
        key = piece.casefold()
        if key == "tư":
            return "tw"
        if key in self.type_pieces or key in self.issuer_pieces:
            return key
        return self._canonical.get(fold(key), key)

    def shown_piece(self, piece: str) -> str:
        """A piece of a symbol as it should be written: "ttg" → "TTg", "QD" → "QĐ"."""
        return self._shown.get(self.canonical_piece(piece), piece)

    def type_codes(self, piece: str) -> list[str]:
        """Codes of the types that a symbol piece can stand for."""
        return self.type_pieces.get(self.canonical_piece(piece), [])

    def issuer_codes(self, piece: str) -> list[str]:
        """Codes of the issuers that a symbol piece can stand for."""
        return self.issuer_pieces.get(self.canonical_piece(piece), [])


def words_of(name: str) -> tuple[str, ...]:
    """A name as comparable words; punctuation and dashes do not count, "&" belongs to its word."""
    cleaned = "".join(char if char.isalnum() or char == "&" else " " for char in name)
    return tuple(word_key(word) for word in cleaned.split())


@lru_cache(maxsize=1)
def default_vocabulary() -> Vocabulary:
    """The vocabulary of the data files."""
    types = []
    for row in read_rows("document_types.csv"):
        aliases = split_aliases(row["aliases"])
        short = [row["abbreviation"], row["party_abbreviation"]]
        short += [alias for alias in aliases if is_abbreviation(alias)]
        names = [row["name"], *(alias for alias in aliases if not is_abbreviation(alias))]
        types.append(TypeWords(row["code"], tuple(names), tuple(filter(None, short)), row["system"]))
    issuers = []
    for row in read_rows("issuers.csv"):
        aliases = split_aliases(row["aliases"])
        short = [row["abbreviation"], *(alias for alias in aliases if is_abbreviation(alias))]
        names = [row["name"], *aliases]
        issuers.append(IssuerWords(row["code"], tuple(names), tuple(filter(None, short)), row["level"], row["system"]))
    laws = [(row["name"], row["short"]) for row in read_rows("law_names.csv")]
    return Vocabulary(types, issuers, laws)
