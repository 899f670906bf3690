import sys
import time
import unicodedata

import pytest
from hypothesis import given

from portal.vietnamese.text import (
    MAX_MARKS,
    CharTable,
    fold,
    nfc,
    normalise,
    same_tone,
    squash,
    syllables,
)
from tests.vietnamese.alphabet import LETTERS, any_text, either_text, strip_by_decomposition


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(either_text)
def test_normalise_is_idempotent_and_can_be_stored(text):
    clean = normalise(text)
    assert normalise(clean) == clean
    clean.encode("utf-8")
    assert unicodedata.is_normalized("NFC", clean)
    assert not set(clean) & set("\u00a0\u200b\u202e\ufeff\x00\r\t\u00ad\u034f")


def test_every_single_character_is_stable():
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        assert normalise(normalise(char)) == normalise(char)
        assert len(fold(char)) == len(nfc(char))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thi\u00a0đua\u2009- Khen", "Thi đua - Khen"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("N\u200bh\u034fân\ufeff d\u00adân\x00", "Nhân dân"),
        ("\u202egnás\u202c", "gnás"),
        (nfd("Kế hoạch"), "Kế hoạch"),
        ("a\u0301\u0302", "ấ"),
        ("e\u0309\u0302", "ể"),
        ("x\ud800y", "x\ufffdy"),
        ("", ""),
    ],
)
def test_normalise(text, expected):
    assert normalise(text) == expected


def test_squash_makes_one_line():
    assert squash("  Khen \u00a0\n\n thưởng\t") == "Khen thưởng"


@given(either_text)
def test_squash_has_no_double_space(text):
    line = squash(text)
    assert "  " not in line
    assert "\n" not in line
    assert line == line.strip()


@given(either_text)
def test_fold_keeps_offsets(text):
    folded = fold(text)
    assert len(folded) == len(nfc(text))
    if not any(unicodedata.combining(c) for c in folded):
        assert fold(folded) == folded
    clean = normalise(text)
    assert len(fold(clean)) == len(clean)


@pytest.mark.parametrize("letter", LETTERS)
def test_fold_knows_every_letter_in_both_forms(letter):
    plain = strip_by_decomposition(letter)
    assert plain.isascii()
    assert fold(letter) == fold(nfd(letter)) == plain


def test_fold_examples():
    assert fold("ĐIỂN HÌNH tiên tiến – Đắk Lắk") == "dien hinh tien tien – dak lak"
    assert fold("한글 が Straße") == "한글 が straße"


@given(either_text)
def test_syllables_are_clean_words(text):
    for syllable in syllables(text):
        assert syllable
        assert normalise(syllable) == syllable
        assert syllable[0].isalnum()
        assert "_" not in syllable


def test_syllables():
    assert syllables("Số 21/KH-UBND, “người tốt_việc tốt”") == [
        "Số", "21", "KH", "UBND", "người", "tốt", "việc", "tốt",
    ]  # fmt: skip
    assert syllables(nfd("Hoà Bình")) == ["Hoà", "Bình"]
    assert syllables(" – … ") == []


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("hoà", "hòa"), ("thuỷ", "thủy"), ("uỷ ban", "ủy ban"), ("UỶ BAN", "ỦY BAN"),
        ("khoẻ", "khỏe"), ("Hoá", "Hóa"), ("tuỵ", "tụy"), ("goá", "góa"),
        ("tòan", "toàn"), ("hòan", "hoàn"), ("qúy", "quý"), ("gìa", "già"), ("muà", "mùa"),
    ],
)  # fmt: skip
def test_same_tone_moves_the_mark(written, canonical):
    assert same_tone(written) == canonical
    assert same_tone(nfd(written)) == canonical


RIGHT_WORDS = (
    "quỷ quý quyền quỳnh quốc quà giỏi gì gìn giết giếng già giặc giúp hoàn hoạch huỳnh suýt khuỷu "
    "ngoài ngoèo xoáy khuya thuở rượu lựu thuế người nghiêng yếu ý Đà Nẵng thi đua xoóc "
    "Hòa Bình của mía múa"
)


@pytest.mark.parametrize("word", RIGHT_WORDS.split())
def test_same_tone_leaves_right_words(word):
    assert same_tone(word) == word


@given(either_text)
def test_same_tone_is_stable_and_keeps_length_and_letters(text):
    canonical = same_tone(text)
    assert same_tone(canonical) == canonical
    assert len(canonical) == len(nfc(text))
    assert fold(canonical) == fold(text)


@given(any_text)
def test_table_forgets_rather_than_grows(text):
    table = CharTable(str.upper)
    table.LIMIT = 3
    assert text.translate(table) == "".join(c.upper() for c in text)
    assert len(table) <= 3


@pytest.mark.parametrize(
    "hostile",
    ["a" + "\u0300\u0316" * 200_000, "a" * 400_000, "\u0323\u0300" * 200_000, "ế" * 400_000],
    ids=["marks", "letters", "bare marks", "toned letters"],
)
def test_hostile_text_takes_linear_time(hostile):
    # A quadratic step would need minutes here; the bound only has to tell the two apart.
    started = time.perf_counter()
    for function in (normalise, squash, fold, syllables, same_tone):
        function(hostile)
    assert time.perf_counter() - started < 10


def test_runs_of_marks_are_cut():
    assert len(normalise("x" + "\u0316" * 50)) == 1 + MAX_MARKS
