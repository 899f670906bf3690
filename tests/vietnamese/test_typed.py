"""Keys of typing methods, typed while the method was off."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.syllable import _BODIES, TONES, is_syllable, split_tone
from portal.vietnamese.text import same_tone
from portal.vietnamese.typed import from_telex, from_vni, residue

TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}
TELEX_LETTERS = {"ă": "aw", "â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "đ": "dd"}
VNI_LETTERS = {"ă": "a8", "â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "đ": "d9"}


def with_tone(body: str, tone: str) -> str:
    """Put a tone on the last marked vowel of a body, or on its first vowel, where ``same_tone`` moves it from."""
    vowels = [at for at, letter in enumerate(body) if letter in "aăâeêioôơuưy"]
    if body.startswith(("qu", "gi")) and len(vowels) > 1:
        vowels = vowels[1:]
    marked = [at for at in vowels if body[at] in "ăâêôơư"]
    place = marked[-1] if marked else vowels[0]
    return same_tone(unicodedata.normalize("NFC", body[: place + 1] + tone + body[place + 1 :]))


SYLLABLES = st.builds(with_tone, st.sampled_from(sorted(_BODIES)), st.sampled_from(sorted(TONES))).filter(is_syllable)


def keys(word: str, letters: dict[str, str], tones: dict[str, str]) -> str:
    """Return the keys somebody presses for a word, the tone last."""
    decomposed = unicodedata.normalize("NFD", word)
    tone = next(mark for mark in decomposed if mark in tones)
    plain = unicodedata.normalize("NFC", decomposed.replace(tone, ""))
    return "".join(letters.get(letter, letter) for letter in plain) + tones[tone]


@given(SYLLABLES.filter(lambda word: "oo" not in split_tone(word)[0]))
def test_every_syllable_comes_back_from_its_telex_keys(word):
    """But for the doubled o of borrowed words (moóc), which is the key of ô."""
    assert from_telex(keys(word, TELEX_LETTERS, TELEX)) == word


@given(SYLLABLES)
def test_every_syllable_comes_back_from_its_vni_keys(word):
    assert from_vni(keys(word, VNI_LETTERS, VNI)) == word


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ddieenr", "điển"),
        ("hinhf", "hình"),
        ("thuwowngr", "thưởng"),
        ("thuongwr", "thưởng"),
        ("nguwowif", "người"),
        ("quys", "quý"),
        ("gif", "gì"),
        ("d9ie63n", "điển"),
        ("thu7o7ng3", "thưởng"),
    ],
)
def test_residue_is_read(typed, meant):
    assert residue(typed) == meant


@pytest.mark.parametrize("word", ["thi", "khen", "duong", "hình", "km2x", "qd98", "1526", "class", "", "x" * 500, "ß"])
def test_words_stay_words(word):
    assert residue(word) is None


@given(st.text(max_size=40))
def test_anything_may_be_asked_about(text):
    found = residue(text.lower())
    assert found is None or is_syllable(found)
