"""Which honour is meant by what people write: "HCLĐ hạng Ba", "Chiến sỹ thi đua cấp tỉnh", "bang khen ubnd tinh".

Names are compared without accents, case, quotes and the choice between i and y (sĩ, sỹ); abbreviations that stand
inside names (UBND, CSTĐ) are written out on both sides. Everything it knows comes from the vocabulary, where staff
add other names. What could mean two honours means none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from exemplars.honours.models import Conferral, Honour
from portal.vietnamese.text import fold

_WORD = re.compile(r"[a-z0-9]+")
_I_OR_Y = re.compile(r"(?<=^[bcdghklmnpqrstvx])y$")
_CLASSES = {"nhat": 1, "i": 1, "1": 1, "nhi": 2, "ii": 2, "2": 2, "ba": 3, "iii": 3, "3": 3}
_WRITTEN_OUT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "cstd": "chien si thi dua",
    "mttq": "mat tran to quoc",
    "tw": "trung uong",
    "tp": "thanh pho",
    "ttg": "thu tuong chinh phu",
    "bk": "bang khen",
    "gk": "giay khen",
    "lltvnd": "luc luong vu trang nhan dan",
    "llvt": "luc luong vu trang",
    "vn": "viet nam",
}
# What stands before a name and says nothing about which honour it is.
_BEFORE = tuple(
    phrase.split()
    for phrase in (
        "duoc", "da", "tang thuong", "truy tang", "phong tang", "tang", "nhan", "danh hieu vinh du nha nuoc",
        "danh hieu thi dua", "danh hieu", "hinh thuc khen thuong",
    )
)  # fmt: skip
_YEARS = re.compile(r"\b(?:nam|giai doan|nam hoc) [ \d]*\d$")
# An honour of these kinds carries the name of who confers it; so does one whose name ends in such a word.
_NAMED_BY_ISSUER = frozenset({Honour.Kind.BADGE, Honour.Kind.CERTIFICATE, Honour.Kind.COMMENDATION})
_ISSUER_WORDS = frozenset({"tinh", "bo", "pho", "huyen", "xa", "phuong", "so", "khu", "trung", "nganh"})


class Found(NamedTuple):
    """An honour with its class; 0 when it has none, or none was said."""

    honour: Honour
    honour_class: int


def honour_words(text: str) -> list[str]:
    """Return a name as comparable words."""
    words: list[str] = []
    for word in _WORD.findall(fold(text)):
        words += _WRITTEN_OUT.get(word, _I_OR_Y.sub("i", word)).split()
    return words


class HonourFinder:
    """The vocabulary made ready for many questions (an import); one query to make it."""

    def __init__(self, honours: Iterable[Honour] | None = None) -> None:
        self._names: dict[str, Honour | None] = {}
        honours = list(Honour.objects.all() if honours is None else honours)
        # Official names win over other names; a name that two honours share means neither.
        official = {" ".join(honour_words(honour.name)): honour for honour in honours}
        for honour in honours:
            for alias in honour.alias_list:
                key = " ".join(honour_words(alias))
                known = self._names.setdefault(key, honour)
                if known is not None and known.pk != honour.pk:
                    self._names[key] = None
        self._names.update(official)

    def find(self, text: str) -> Found | None:
        """Return the one honour meant, with its class, or None."""
        words, honour_class = _split_class(_YEARS.sub("", " ".join(honour_words(text))).split())
        honour = self._named(words)
        while honour is None and (shorter := _without_opening(words)) is not None:
            words = shorter
            honour = self._named(words)
        if honour is None or honour_class > honour.classes:
            return None
        return Found(honour, honour_class)

    def _named(self, words: list[str]) -> Honour | None:
        if not words:
            return None
        whole = " ".join(words)
        if whole in self._names:
            return self._names[whole]
        for length in range(len(words) - 1, 1, -1):
            honour = self._names.get(" ".join(words[:length]))
            if honour is not None:
                open_ended = honour.kind in _NAMED_BY_ISSUER or words[length - 1] in _ISSUER_WORDS
                return honour if open_ended else None
        return None


def _split_class(words: list[str]) -> tuple[list[str], int]:
    """Take "hạng Ba" out of the words, wherever it stands."""
    for place in range(len(words) - 1):
        if words[place] == "hang" and words[place + 1] in _CLASSES:
            return words[:place] + words[place + 2 :], _CLASSES[words[place + 1]]
    return words, Conferral.Class.NONE.value


def _without_opening(words: list[str]) -> list[str] | None:
    for opening in _BEFORE:
        if words[: len(opening)] == opening:
            return words[len(opening) :]
    return None


def find_honour(text: str) -> Found | None:
    """Return the honour and class that a text means, or None when it means none or could mean several.

    For more than a few texts make one ``HonourFinder`` and ask it.
    """
    return HonourFinder().find(text[:300])
