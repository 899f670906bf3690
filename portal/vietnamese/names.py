"""Vietnamese dictionary order as a plain string.

Databases sort Vietnamese right only with an ICU collation, which SQLite has not; a stored key sorts
alike everywhere. Letters come in the order a ă â b c d đ e ê … o ô ơ … u ư …; tones (ngang, huyền,
hỏi, ngã, sắc, nặng) decide only between equal letters, syllable by syllable
(vietunicode.sourceforge.net/charset/quytacABC_en.html).
"""

import re
import unicodedata

from portal.vietnamese.text import CharTable, syllables

# How the key is built. Each letter takes two characters, a base letter and a digit for its place
# among its sisters (a1 ă2 â3), each number starts with 1, each syllable ends in 0 and its tone:
# "Án 7" is "a1n105" + "1" + "17" + "01". As 0 < 1 < a in every collation, shorter syllables come
# first and numbers before letters, and no character is one that a collation would skip.
_SISTERS = {
    "a": "a1", "ă": "a2", "â": "a3", "d": "d1", "đ": "d2", "e": "e1", "ê": "e2",
    "o": "o1", "ô": "o2", "ơ": "o3", "u": "u1", "ư": "u2",
}  # fmt: skip
_TONES = {"": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
_MARKS = frozenset("\u0302\u0306\u031b")
_LENGTHS = "123456789abcdefghijklmnopqrstuvwxyz"

# H'Hen, Đắk R'lấp: one word.
_APOSTROPHES = dict.fromkeys(map(ord, "'`´‘’ʼ"))
_PARTS = re.compile(r"[0-9]+|[^0-9]")


def _letter_char(char: str) -> str:
    """Return the key of one letter ("a2" for ằ), without its tone; "" for a mark."""
    if unicodedata.combining(char):
        return ""
    decomposed = unicodedata.normalize("NFD", char.lower())
    base = decomposed[0]
    sister = unicodedata.normalize("NFC", base + "".join(m for m in decomposed[1:] if m in _MARKS))
    if sister in _SISTERS:
        return _SISTERS[sister]
    if "a" <= base <= "z":
        return base + "1"
    # Other scripts after z, in their own order.
    return f"z9{ord(char):06x}"


def _tone_char(char: str) -> str:
    """Return the digit of the tone that ``char`` carries, or "" when it carries none."""
    decomposed = unicodedata.normalize("NFD", char)
    return next((_TONES[mark] for mark in decomposed if mark in _TONES), "")


_LETTER = CharTable(_letter_char)
_TONE = CharTable(_tone_char)


def _number_key(digits: str) -> str:
    """Return a key that sorts runs of digits by value: Khối 2 before Khối 10."""
    digits = digits.lstrip("0") or "0"
    return "1" + _LENGTHS[min(len(digits), len(_LENGTHS)) - 1] + digits


def _syllable_key(syllable: str) -> str:
    letters = "".join(
        _number_key(part) if part.isascii() and part.isdigit() else part.translate(_LETTER)
        for part in _PARTS.findall(syllable)
    )
    tone = syllable.translate(_TONE)[:1] or _TONES[""]
    return f"{letters}0{tone}"


def sort_key(text: str) -> str:
    """Return a key of ``0-9a-z`` whose codepoint order is the dictionary order of ``text``.

    Case, the kind of punctuation and the place of the tone mark make no difference; numbers sort by
    value and before letters. For lists of people pass the parts in the order to sort by (tên, họ,
    đệm). The key is two to three times as long as the text; cutting it to the length of a column
    keeps the order up to there.
    """
    return "".join(map(_syllable_key, syllables(text.translate(_APOSTROPHES))))
