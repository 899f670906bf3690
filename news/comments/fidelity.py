"""Whether an edit still says what its writer said: his words in his order, his figures, his yes and no."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from news.comments.pipeline import PERSONAL, diacritic_share
from portal.vietnamese.text import fold, same_tone, syllables

ALIKE, NAMES_ALIKE = 0.6, 0.8
"""From which similarity of letters on a word, or one with a capital, counts as the same one, misspelt."""
BARE = 0.5
"""Share of syllables with accents below which a text counts as written without them."""
SHORT_FORMS = {
    "ko": "không",
    "k": "không",
    "kg": "không",
    "hok": "không",
    "dc": "được",
    "đc": "được",
    "vs": "với",
    "j": "gì",
    "r": "rồi",
    "bik": "biết",
    "bit": "biết",
    "mn": "mọi người",
    "ng": "người",
    "nc": "nước",
    "tks": "cảm ơn",
    "ntn": "như thế nào",
    "vn": "Việt Nam",
}
"""What is typed in haste and may be written out."""
NEGATIONS = frozenset({"không", "hông", "hổng", "chưa", "chẳng", "chả", "đừng", "chớ"})
_BARE_NEGATIONS = frozenset({"khong", "chua", "chang", "dung"})
"""Those that are no other frequent word ("cho", "cha") when they are written without accents."""

_FIGURE = re.compile(r"(?:(?<!\S)[-−+])?\d+(?:[.,:/–-]\d+)*(?:\s?[%‰])?")
_MAIL = re.compile(r"\S+@\S+")
_SPACE = re.compile(r"\s")


def is_bare(text: str) -> bool:
    """Tell whether a text is written without accents, by and large."""
    return diacritic_share(text)[1] < BARE


def key(word: str) -> str:
    """Return a word as it is compared: whatever its case and wherever its tone mark stands."""
    return same_tone(word).lower()


def changes(old: list[str], new: list[str]) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the runs of syllables that differ, case aside: those taken away and those in their place."""
    before, after = ([key(one) for one in text] for text in (old, new))
    for action, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if action != "equal":
            yield old[i1:i2], new[j1:j2]


def foreign_words(old: str, new: str) -> list[str]:
    """Return the words of an edit that do not stand there in the reader's text, in his order: neither his, nor his
    with accents or spelling mended; and the signs (emoji, currency …) he did not use.
    """
    words, edited = syllables(old), syllables(new)
    signs = sorted({char for char in new if unicodedata.category(char).startswith("S")} - set(old))
    # A comparison of runs may miss that words were only left out; where it does not, it names the wrong ones better.
    if not any(_unmatched(words, edited)):
        return signs
    runs = (run for run in changes(words, edited) if not _is_spelling(*run))
    return [word for gone, put in runs for word in _unmatched(gone, put)] + signs


@dataclass(frozen=True, slots=True)
class _Place:
    """One word of the reader's that one word of an edit may come from: as it stands, or written out."""

    word: str
    written_out: str = ""


@lru_cache(maxsize=20_000)
def _gives(place: _Place, word: str) -> bool:
    """Tell whether a word is that of a place, mended or written out."""
    if place.written_out and fold(word) == fold(place.written_out):
        return True
    return bool(place.word) and (key(word) == key(place.word) or _mends(word, place.word))


def _places(word: str) -> list[_Place]:
    first, *others = SHORT_FORMS.get(word.lower(), "").split() or [""]
    return [_Place(word, first), *(_Place("", other) for other in others)]


def _unmatched(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the new words that cannot be had from the old ones, in their order, by leaving out and mending."""
    places = [place for word in old for place in _places(word)]
    at = 0
    for word in new:
        found = next((n for n in range(at, len(places)) if _gives(places[n], word)), None)
        if found is None:
            yield word
        else:
            at = found + 1


def _is_spelling(gone: list[str], put: list[str]) -> bool:
    """Tell whether a run is the same letters, joined or parted otherwise: “khôngđược” and “không được”."""
    return "".join(map(fold, gone)) == "".join(map(fold, put))


def _mends(word: str, old: str) -> bool:
    """Tell whether a word is another one, mended. A number is never mended: figures are the reader's."""
    if any(char.isdigit() for char in word + old):
        return False
    enough = NAMES_ALIKE if word[0].isupper() else ALIKE
    return Levenshtein.normalized_similarity(fold(word), fold(old)) >= enough


def figures(text: str, *, personal: bool = True) -> list[str]:
    """Return the numbers of a text in order, with sign, separators and per cent; ``personal``: those of telephones,
    identity cards and addresses of mail as well.
    """
    if not personal:
        text = PERSONAL.sub(" ", _MAIL.sub(" ", text))
    return [_SPACE.sub("", found) for found in _FIGURE.findall(text)]


def turns_stance(old: str, new: str) -> bool:
    """Tell whether an edit leaves a negation out or puts one in, be it by an accent (“đúng”, “đừng”)."""
    bare = is_bare(old)
    return _negations(old, bare=bare) != _negations(new, bare=bare)


def _negations(text: str, *, bare: bool) -> Counter[str]:
    words = [SHORT_FORMS.get(word, word) for word in map(key, syllables(text))]
    # Also one written together with what follows: “khôngđược”.
    words = ["không" if "khong" in fold(word) else word for word in words]
    if bare:
        return Counter(folded for folded in map(fold, words) if folded in _BARE_NEGATIONS)
    return Counter(word for word in words if word in NEGATIONS)
