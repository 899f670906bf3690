import random
import re
import sqlite3
import unicodedata
from contextlib import closing

from hypothesis import given
from hypothesis import strategies as st

from portal.vietnamese.names import sort_key
from tests.vietnamese.alphabet import ALPHABET, TONES, either_text

syllable = st.text(alphabet=st.sampled_from(ALPHABET), min_size=1, max_size=4)
name = st.lists(st.tuples(syllable, st.integers(0, 5)), min_size=1, max_size=4)


def written(parts):
    """Write syllables with their tone on the first vowel (or the first letter: a rare sight)."""
    words = []
    for letters, tone in parts:
        place = next((i for i, c in enumerate(letters) if c in "aăâeêioôơuưy"), 0)
        marked = letters[: place + 1] + TONES[tone] + letters[place + 1 :]
        words.append(unicodedata.normalize("NFC", marked))
    return " ".join(words)


def reference(parts):
    return [([ALPHABET.index(c) for c in letters], tone) for letters, tone in parts]


@given(name, name)
def test_order_of_keys_is_dictionary_order(one, other):
    ours = sort_key(written(one)), sort_key(written(other))
    theirs = reference(one), reference(other)
    assert (ours[0] < ours[1]) == (theirs[0] < theirs[1])
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])


@given(either_text)
def test_key_is_plain_and_total(text):
    assert re.fullmatch("[0-9a-z]*", sort_key(text))
    assert sort_key(text.replace("\u0302", "")) is not None


@given(name)
def test_key_ignores_case_and_form(parts):
    text = written(parts)
    assert sort_key(text) == sort_key(text.upper()) == sort_key(unicodedata.normalize("NFD", text))


NAMES = [
    "An", "An Bình", "Án", "Ánh", "Ăn", "Ân", "Bình", "Chi", "Dung", "Dũng", "Dương",
    "Đà Nẵng",
    "Đạt", "Em", "Ê-đê", "Giang", "Hà", "Hà Giang", "Hả", "Hải", "H'Hen Niê", "Hoa", "Hòa",
    "Hóa", "Hưng", "Khối 2", "Khối 10", "Khối thi đua", "Oanh", "Ôn", "Ơn", "Út", "Ước",
    "Y Ban", "Ý", "Москва",
]  # fmt: skip


def test_a_real_list():
    shuffled = random.Random(11).sample(NAMES, len(NAMES))
    assert sorted(shuffled, key=sort_key) == NAMES


def test_a_database_sorts_a_stored_key():
    rows = [(name, sort_key(name)) for name in random.Random(7).sample(NAMES, len(NAMES))]
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("create table person (name text, sort_key text)")
        database.executemany("insert into person values (?, ?)", rows)
        found = database.execute("select name from person order by sort_key").fetchall()
    assert [name for (name,) in found] == NAMES


def test_place_of_the_tone_mark_makes_no_difference():
    assert sort_key("Hoà") == sort_key("Hòa")


def test_no_letters_no_key():
    assert sort_key(" – ") == ""
