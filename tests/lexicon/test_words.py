"""The vocabulary: learned from entries, kept, asked about slips and accents."""

import pytest

from search.entry import Entry
from search.lexicon import kept
from search.lexicon.models import Vocabulary
from search.lexicon.words import Words, learn
from search.question import parse
from search.spelling import suggest

TEXTS = [
    "Phong trào thi đua yêu nước và công tác khen thưởng",
    "Thi đua, khen thưởng năm 2023 của tỉnh",
    "Điển hình tiên tiến trong phong trào thi đua",
    "Nhân rộng điển hình tiên tiến, gương người tốt việc tốt",
    "Người tốt, việc tốt ở xã vùng cao",
    "Thị xã tổ chức khen thưởng người tốt",
    "Hội nghị điển hình tiên tiến của tỉnh",
]


@pytest.fixture(scope="module")
def words() -> Words:
    return learn(Entry(kind="bulletin", title=text, url="/") for text in TEXTS)


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("thi dua khen thuong", "thi đua khen thưởng"),
        ("Dien hinh tien tien", "Điển hình tiên tiến"),
        ("DIEN HINH TIEN TIEN", "ĐIỂN HÌNH TIÊN TIẾN"),
        ("ddieenr hinhf tien tien", "điển hình tiên tiến"),
        ("nguoi tot, viec tot 2023", "người tốt, việc tốt 2023"),
        ("điển hinh tiên tiến", "điển hình tiên tiến"),
        ("thi dua khne thuong", "thi đua khen thưởng"),
    ],
)
def test_a_better_way_to_type_is_found(words, typed, better):
    assert suggest(parse(typed), words) == better


@pytest.mark.parametrize("typed", ["thi đua khen thưởng", "1526", "", "???", "zzzzzz qqqqq", "x " * 200])
def test_what_is_typed_well_or_beyond_help_stays(words, typed):
    assert suggest(parse(typed), words) is None


def test_nothing_is_suggested_before_anything_was_learned():
    assert suggest(parse("thi dua"), Words()) is None


def test_a_slip_is_near_what_its_neighbours_are_known_beside(words):
    assert words.near("thuonh", "khen")[0] == "thuong"
    assert words.near("thuong") == []
    assert words.near("abc") == []
    assert words.near("xyzxyz") == []


def test_what_was_learned_comes_back(words):
    assert Words.load(words.dump()) == Words(dict(words.spelt), dict(words.pairs), words.entries)


@pytest.mark.django_db
def test_a_new_vocabulary_takes_the_place_of_the_old_one():
    kept.learn_anew([Entry(kind="bulletin", title="Thi đua yêu nước", url="/")])
    kept.learn_anew([Entry(kind="bulletin", title="Khen thưởng", url="/")])
    assert Vocabulary.objects.count() == 1
    assert kept.words().knows("khen")
    assert not kept.words().knows("yeu")
