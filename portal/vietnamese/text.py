"""Normal forms of Vietnamese text, for storing, comparing and indexing.

Vietnamese reaches us precomposed (Windows), decomposed (macOS, iOS), with the tone mark in its old
or new place and, in hostile comments, full of invisible characters. Everything that compares two
pieces of text goes through this module first.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

# Python sorts runs of combining marks with an insertion sort: a "zalgo" comment of 80,000 marks
# would keep it busy for seconds. No writing system needs more marks on one letter than this.
MAX_MARKS = 8
_LONG_MARKS = re.compile(rf"[^\w\x00-\x7f]{{{MAX_MARKS + 1},}}")

_LINE_ENDS = frozenset("\x0b\x0c\x85\u2028\u2029")
# Combining grapheme joiner, Hangul and Khmer fillers: not "format" characters by category, yet
# invisible, and met in Vietnamese spam that dodges word filters.
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe0e\ufe0f")
_REPLACEMENT = "\ufffd"

# â + acute is a letter of its own, á + circumflex is not, although both look alike: some old
# converters write the marks the wrong way round.
_SWAPPED_MARKS = re.compile("(?<=[AEOaeo])([\u0300\u0301\u0303\u0309])([\u0302\u0306])")

_WORD = re.compile(r"\w[\w\u0300-\u036f]*")
_SPACES = re.compile(r"\s+")


def _cap_marks(match: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for char in match[0]:
        run = run + 1 if unicodedata.combining(char) else 0
        if run <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def nfc(s: str) -> str:
    """Return ``s`` in Unicode form NFC, keeping at most ``MAX_MARKS`` marks on one letter."""
    if s.isascii():
        return s
    return unicodedata.normalize("NFC", _LONG_MARKS.sub(_cap_marks, s))


class CharTable(dict[int, str]):
    """Table for ``str.translate`` that asks ``decide`` about each character once.

    It stops remembering at ``LIMIT`` characters, so that a hostile text holding all of Unicode
    costs time, not memory.
    """

    LIMIT = 10_000

    def __init__(self, decide: Callable[[str], str]) -> None:
        super().__init__()
        self._decide = decide

    def __missing__(self, code: int) -> str:
        result = self._decide(chr(code))
        if len(self) < self.LIMIT:
            self[code] = result
        return result


def _clean_char(char: str) -> str:
    category = unicodedata.category(char)
    if char == "\n" or char in _LINE_ENDS:
        return "\n"
    if category == "Zs" or char == "\t":
        return " "
    if category == "Cs":
        # Half a surrogate pair cannot be stored in UTF-8; a visible sign is better than a 500.
        return _REPLACEMENT
    if category in ("Cc", "Cf") or char in _INVISIBLE:
        return ""
    return char


_CLEAN = CharTable(_clean_char)


def normalise(s: str) -> str:
    """Return ``s`` in NFC with plain spaces and without invisible characters.

    Non-breaking and other odd spaces and tabs become a space, every kind of line end becomes
    ``\\n``, control, zero-width and bidirectional characters are dropped, a lone surrogate becomes
    U+FFFD, and a tone typed before the circumflex or breve is put in order (á + ̂ → ấ).
    Idempotent; the result can always be encoded in UTF-8.
    """
    text = s.replace("\r\n", "\n").replace("\r", "\n").translate(_CLEAN)
    text = nfc(text)
    if "\u0302" in text or "\u0306" in text:
        decomposed = unicodedata.normalize("NFD", text)
        text = unicodedata.normalize("NFC", _SWAPPED_MARKS.sub(r"\2\1", decomposed))
    return text


def squash(s: str) -> str:
    """Return ``normalise(s)`` on one line: each run of whitespace one space, none at the ends."""
    return _SPACES.sub(" ", normalise(s)).strip()


def _fold_char(char: str) -> str:
    if char in "đĐ":
        return "d"
    base = char
    # From U+1100 on, marks are part of the letter (Hangul, kana …), but for the Latin and Greek
    # blocks at U+1E00.
    if char < "\u1100" or "\u1e00" <= char <= "\u2fff":
        base = unicodedata.normalize("NFD", char)[0]
    # ß, ŉ … fold to two letters; here offsets matter more than they do.
    candidates = (base.casefold(), base.lower(), base)
    return next(folded for folded in candidates if len(folded) == 1)


_FOLD = CharTable(_fold_char)


def fold(s: str) -> str:
    """Return ``s`` for accent-blind comparison: NFC, case folded, marks stripped, đ → d.

    One character of ``nfc(s)`` gives exactly one character, so an offset in the result is an offset
    in the NFC text. (A mark that NFC leaves on its own stays, for the same reason.)
    """
    return nfc(s).translate(_FOLD)


def syllables(s: str) -> list[str]:
    """Return the syllables and numbers of ``s`` in order, normalised, as they are written.

    Vietnamese puts a space between syllables; punctuation, also inside document numbers, separates
    as well: "21/KH-UBND" gives ``["21", "KH", "UBND"]``.
    """
    return _WORD.findall(normalise(s).replace("_", " "))


# --- Where the tone mark stands -------------------------------------------------------------

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(
    # "gì", "gìn": with no other vowel the pattern falls back on the onset g and the vowel i.
    r"(?P<onset>ngh|ng|nh|ch|gh|kh|ph|th|tr|qu|gi|[bcdđghklmnpqrstvx])?"
    r"(?P<vowels>[aăâeêioôơuưy]{1,3})"
    r"(?P<coda>ch|ng|nh|[cmnpt])?"
)
_LETTER_RUN = re.compile(r"[^\W\d_]+")
_LONGEST_SYLLABLE = 7  # nghiêng


def _split_tone(char: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone ("" when it has none)."""
    decomposed = unicodedata.normalize("NFD", char)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    if not tone:
        return char, ""
    return unicodedata.normalize("NFC", decomposed.replace(tone, "", 1)), tone


def _tone_place(syllable: str) -> int | None:
    """Return the index of the letter that carries the tone of a lower-case toneless syllable."""
    match = _SYLLABLE.fullmatch(syllable)
    if match is None:
        return None
    start, vowels = match.start("vowels"), match["vowels"]
    marked = [i for i, vowel in enumerate(vowels) if vowel in "ăâêôơư"]
    if marked:
        return start + marked[-1]
    if len(vowels) == 3 or (len(vowels) == 2 and match["coda"]):
        return start + 1
    return start


@lru_cache(maxsize=20_000)
def _canonical(word: str) -> str:
    letters, tones = zip(*map(_split_tone, word), strict=True)
    tone = "".join(tones)
    if len(tone) != 1:
        return word
    place = _tone_place("".join(letters).lower())
    if place is None or tones[place]:
        return word
    moved = unicodedata.normalize("NFC", letters[place] + tone)
    return "".join((*letters[:place], moved, *letters[place + 1 :]))


def same_tone(s: str) -> str:
    """Return ``nfc(s)`` with every tone mark in one canonical place: hoà → hòa, thuỷ → thủy.

    Both placements are correct Vietnamese (Quyết định 1989/QĐ-BGDĐT and the printed laws differ),
    so this is for indexing and comparing, never for rewriting what somebody wrote, least of all a
    name. ``qu`` and ``gi`` are onsets (quý, già stay); words that are no Vietnamese syllable stay.
    The length does not change.
    """
    text = nfc(s)
    if text.isascii():
        return text
    return _LETTER_RUN.sub(lambda m: _canonical(m[0]) if 1 < len(m[0]) <= _LONGEST_SYLLABLE else m[0], text)
