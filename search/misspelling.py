"""Questions as people type them: the same words without accents, with half of them, with a slip."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping

from portal.vietnamese.text import fold, nfc

_LETTERS = "abcdeghiklmnopqrstuvxy"
_WORD = re.compile(r"[^\W\d_]{3,}")
_OPEN = re.compile(r"(?<![qQ])([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![\w\u0300-\u036f])")
"""An open oa, oe or uy in decomposed form, its tone on the first vowel."""


def half_accented(text: str) -> str:
    """Return a text with about every second word typed without accents, always the same ones."""
    chance = random.Random(text)
    return " ".join(fold(word) if chance.random() < 0.5 else word for word in text.split())


def other_tone_place(text: str) -> str:
    """Return a text with the tones of open oa, oe, uy on the second vowel: hòa → hoà."""
    return nfc(_OPEN.sub(r"\1\3\2", unicodedata.normalize("NFD", text)))


def one_slip(text: str) -> str:
    """Return a text with one slip of a finger in one word of three letters or more, always the same one."""
    chance = random.Random(text)
    words = list(_WORD.finditer(text))
    if not words:
        return text
    match = chance.choice(words)
    word, at = match[0], chance.randrange(len(match[0]) - 1)
    slip = chance.choice(("left out", "swapped", "too many", "another"))
    key = chance.choice(_LETTERS)
    slipped = {
        "left out": word[:at] + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "too many": word[:at] + key + word[at:],
        "another": word[:at] + key + word[at + 1 :],
    }[slip]
    return text[: match.start()] + slipped + text[match.end() :]


FORMS: Mapping[str, Callable[[str], str]] = {
    "as written": str,
    "without accents": fold,
    "other tone place": other_tone_place,
    "half accented": half_accented,
    "one slip": one_slip,
    "NFD, capitals": lambda text: unicodedata.normalize("NFD", text.upper()),
}
"""The forms search is measured in."""
