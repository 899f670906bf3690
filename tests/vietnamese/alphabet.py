"""The letters of Vietnamese, and strategies that write with them."""

import unicodedata

from hypothesis import strategies as st

TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]  # ngang huyền hỏi ngã sắc nặng
ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
VOWELS = "aăâeêioôơuưy"

TONED_VOWELS = [unicodedata.normalize("NFC", v + tone) for v in VOWELS for tone in TONES]
LETTERS = sorted({*ALPHABET, *TONED_VOWELS})
LETTERS += [letter.upper() for letter in LETTERS]

SPECIALS = " \n\t\u00a0\u200b\u00ad\u034f\ufe0f-–—'’“”/.,&…0123456789\u0300\u0302\u0303\u0309\u0323"

any_text = st.text() | st.text(alphabet=st.characters(exclude_categories=()))
vietnamese_text = st.text(alphabet=st.sampled_from([*LETTERS, *SPECIALS]))
either_text = vietnamese_text | any_text


def strip_by_decomposition(text: str) -> str:
    """The plain letters of Vietnamese text, found another way than the code under test does."""
    decomposed = unicodedata.normalize("NFD", text)
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    return plain.replace("đ", "d").replace("Đ", "D").lower()
