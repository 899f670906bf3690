"""Keystrokes of Vietnamese typing methods that were left in a text because the method was off.

"ddieenr hinhf" is Telex for "điển hình", "d9ie63n hi2nh" is VNI for it. Decoding is a guess and is only ever offered
beside what was typed: to search with, or to ask "Có phải bạn muốn tìm".
"""

import re
import unicodedata
from functools import lru_cache

from portal.vietnamese.syllable import is_syllable, may_be_unaccented, split_tone
from portal.vietnamese.text import nfc, same_tone

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_HORNS = {"a": "ă", "o": "ơ", "u": "ư"}
_VOWELS = frozenset("aăâeêioôơuưy")
_LONGEST = 14
"""Keystrokes: nghieengs with every key typed twice is no word."""
_SHAPE = re.compile(r"[a-zà-ỹđ]+[a-z0-9]*")


def from_telex(word: str) -> str | None:
    """Return the syllable that a lower-case word is in Telex keys, or None when it is none or needs no decoding."""
    if not _worth_decoding(word) or any(char.isdigit() for char in word):
        return None
    body, tone = split_tone(word)
    letters: list[str] = []
    for key in body:
        vowels = [at for at, letter in enumerate(letters) if letter in _VOWELS]
        if key in _TELEX_TONES and vowels:
            tone += _TELEX_TONES[key]
        elif key == "d" and letters[:1] == ["d"] and (len(letters) == 1 or vowels):
            letters[0] = "đ"
        elif key == "w":
            _horn(letters, vowels)
        elif key in _HATS and (at := _last(letters, key)) is not None and _may_hat(letters, at):
            letters[at] = _HATS[key]
        else:
            letters.append(key)
    return _syllable(letters, tone, word)


def from_vni(word: str) -> str | None:
    """Return the syllable that a lower-case word is in VNI keys, or None."""
    if not _worth_decoding(word) or not any(char.isdigit() for char in word):
        return None
    body, tone = split_tone(word)
    letters: list[str] = []
    for key in body:
        vowels = [at for at, letter in enumerate(letters) if letter in _VOWELS]
        if key in _VNI_TONES:
            tone += _VNI_TONES[key]
        elif key == "9" and letters[:1] == ["d"]:
            letters[0] = "đ"
        elif key == "6" and (at := _last(letters, *_HATS)) is not None:
            letters[at] = _HATS[letters[at]]
        elif key in "78" and vowels:
            _horn(letters, vowels)
        elif key.isdigit():
            return None
        else:
            letters.append(key)
    return _syllable(letters, tone, word)


@lru_cache(maxsize=20_000)
def residue(word: str) -> str | None:
    """Return what a lower-case word was meant to be, if it looks like keys of Telex or VNI and not like a word."""
    if is_syllable(word) or may_be_unaccented(word):
        return None
    return from_telex(word) or from_vni(word)


def _worth_decoding(word: str) -> bool:
    return 1 < len(word) <= _LONGEST and _SHAPE.fullmatch(word) is not None


def _last(letters: list[str], *wanted: str) -> int | None:
    return next((at for at in reversed(range(len(letters))) if letters[at] in wanted), None)


def _may_hat(letters: list[str], at: int) -> bool:
    """Say whether a vowel key typed again means its hat: right behind it, or behind all of the syllable."""
    return all(letter not in _VOWELS for letter in letters[at + 1 :])


def _horn(letters: list[str], vowels: list[int]) -> None:
    """Put horn or breve where ``w`` means it; alone, ``w`` is ư."""
    plain = [at for at in vowels if letters[at] in _HORNS]
    if not plain:
        letters.append("ư")
        return
    at = plain[-1]
    letters[at] = _HORNS[letters[at]]
    if letters[at] == "ơ" and at and letters[at - 1] == "u" and letters[: at - 1] != ["q"]:
        letters[at - 1] = "ư"


def _syllable(letters: list[str], tone: str, word: str) -> str | None:
    """Return letters and tone as a syllable; None when they make none, or nothing else than what was typed."""
    if len(set(tone)) > 1:
        return None
    place = next((at for at, letter in enumerate(letters) if letter in _VOWELS), None)
    if place is None:
        return None
    marked = [at for at, letter in enumerate(letters) if letter in "ăâêôơư"]
    place = marked[-1] if marked else place
    toned = "".join([*letters[:place], _with(letters[place], tone[:1]), *letters[place + 1 :]])
    # One key stands for both horns (trường), or for the second alone where nothing follows (thuở).
    for spelt in (nfc(toned), nfc(toned).replace("ư", "u", 1)):
        found = same_tone(spelt)
        if found != word and is_syllable(found):
            return found
    return None


def _with(letter: str, tone: str) -> str:
    return unicodedata.normalize("NFC", letter + tone)
