"""What may be a syllable of the language."""

import pytest

from portal.vietnamese.syllable import is_syllable, may_be_unaccented, split_tone

WORDS = "thi đua khen thưởng nghiêng quyết quốc quý gì giếng già khuya huỳnh ngoằn ủy uỷ hoà hòa thuở ếch y ăn"


@pytest.mark.parametrize("word", WORDS.split())
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "class", "ddieenr", "hinhf", "km2", "thuở̀", "các̀", "cácc", "fax", "1526", "ngiêng" * 3]
)
def test_what_is_none(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("word", "may"), [("duong", True), ("khen", True), ("quy", True), ("boss", False), ("", False)]
)
def test_syllables_without_accents(word, may):
    assert may_be_unaccented(word) is may


def test_a_tone_comes_off_and_the_letters_stay():
    assert split_tone("thưởng") == ("thương", "\u0309")
    assert split_tone("điện") == ("điên", "\u0323")
