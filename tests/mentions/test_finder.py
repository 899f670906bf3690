"""Names in texts: the longest, whole, with their accents; and never somebody else's."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.mentions.finder import NameIndex, find_names, without_title
from search.mentions.names import Case, Name

PEOPLE = NameIndex(
    "exemplar",
    [
        Name("Nguyễn Văn An", 1, Case.EXACT, alone=True),
        Name("Lò Thị Mẩy", 2, Case.EXACT, alone=True),
        Name("H'Yiăo Niê", 3, Case.EXACT, alone=True),
        Name("Trần Thị Hòa", 4, Case.EXACT, ("Cao Lũng",), alone=True),
        Name("Trần Thị Hòa", 5, Case.EXACT, ("Đồng Vai",), alone=True),
        Name("Vàng A Páo", 6, Case.EXACT, alone=True),
        Name("Vàng A Páo", 7, Case.EXACT, alone=True, public=False),
        Name("Sùng A Lử", 8, Case.EXACT, alone=True, public=False),
    ],
)
PLACES = NameIndex(
    "place",
    [
        Name("Tỉnh Thái Nguyên", 10, until=date(2025, 6, 30), alone=True),
        Name("Thái Nguyên", 10, Case.EXACT, until=date(2025, 6, 30), alone=True),
        Name("Tỉnh Thái Nguyên", 11, since=date(2025, 7, 1), alone=True),
        Name("Thái Nguyên", 11, Case.EXACT, since=date(2025, 7, 1), alone=True),
        Name("Hòa Bình", 12, Case.EXACT, alone=True),
        Name("Xã Tân Thành", 13, context=("Thái Nguyên",), alone=True),
        Name("Xã Tân Thành", 14, context=("Cà Mau",), alone=True),
        Name("Xã Thanh", 15, context=("Quảng Trị",), alone=True),
    ],
)
OTHERS = NameIndex(
    "organisation",
    [Name("Sở Nội vụ", 20), Name("Hội Nông dân", 21), Name("Hội Nông dân tỉnh", 22), Name("BNV", 23, Case.EXACT)],
)
MOVEMENTS = NameIndex("movement", [Name("Cả nước chung sức xây dựng nông thôn mới", 30, Case.FREE)])
ALL = (PEOPLE, PLACES, OTHERS, MOVEMENTS)
TODAY = date(2026, 3, 1)


def named(text: str, **options) -> list[int]:
    return [found.target for found in find_names(text, ALL, **{"on": TODAY, **options})]


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Đồng chí Nguyễn Văn An phát biểu.", [1]),
        ("Gặp Ông Nguyễn Văn An và bà Lò Thị Mẩy.", [1, 2]),
        ("Theo H'Yiăo Niê, buôn nào cũng có tủ sách.", [3]),
        ("Nguyễn Văn An Bình là người khác.", []),
        ("Anh Lê Nguyễn Văn An là người khác.", []),
        ("nguyễn văn an viết thường thì không phải tên.", []),
        ("Lo Thi May, Lò Thị Mẫy không phải chị.", []),
        ("Chủ tịch UBND tỉnh Thái Nguyên Nguyễn Văn An đến thăm.", [11, 1]),
        ("Hội Nông dân tỉnh họp.", [22]),
        ("Hội Nông dân xã họp.", [21]),
        ("Giám đốc sở Nội vụ và Sở nội vụ", [20]),
        ("phong trào “CẢ NƯỚC CHUNG SỨC XÂY DỰNG NÔNG THÔN MỚI”", [30]),
        ("Sống trong hòa bình; ra Hòa Bình công tác", [12]),
        ("Tên anh là Nguyễn Hòa Bình, ở đường Thái Nguyên.", []),
        ("Đến Thái Nguyên thăm.", [11]),
        ("Ở xã Thanh Giáp có lũ.", []),
        ("Ở xã Thanh, nước đã rút.", [15]),
        ("Thông tư 15/2025/TT-BNV", [23]),
        ("ABNVC", []),
    ],
)
def test_who_is_meant(text: str, targets: list[int]) -> None:
    assert named(text) == targets


def test_a_name_of_several_means_nobody_unless_the_text_decides() -> None:
    assert named("Chị Trần Thị Hòa kể.") == []
    assert named("Chị Trần Thị Hòa ở Cao Lũng kể.") == [4]
    assert named("Chị Trần Thị Hòa ở Đồng Vai và Cao Lũng kể.") == []
    assert named("Xã Tân Thành đón bằng.") == []
    assert named("Xã Tân Thành, tỉnh Cà Mau đón bằng.") == [14]
    assert named("Xã Tân Thành đón bằng.", home="Thái Nguyên") == [13]
    assert named("Xã Tân Thành, tỉnh Cà Mau đón bằng.", home="Thái Nguyên") == [14]


def test_who_may_not_be_shown_is_never_meant_and_makes_a_name_ambiguous() -> None:
    assert named("Anh Vàng A Páo trồng quế.") == []
    assert named("Anh Sùng A Lử trồng quế.") == []


def test_the_day_of_the_text_tells_what_followed_each_other() -> None:
    assert named("Tỉnh Thái Nguyên tổng kết.", on=date(2024, 1, 1)) == [10]
    assert named("Tỉnh Thái Nguyên tổng kết.", on=date(2026, 1, 1)) == [11]


def test_offset_words_and_count_are_those_of_the_text() -> None:
    text = "Sáng nay, Sở Nội vụ họp. Lãnh đạo Sở Nội vụ chủ trì."
    [found] = find_names(text, ALL, on=TODAY)
    assert (found.words, found.count) == ("Sở Nội vụ", 2)
    assert text[found.offset :].startswith("Sở Nội vụ")


def test_other_spellings_of_the_same_letters_are_the_same_name() -> None:
    assert named(unicodedata.normalize("NFD", "Gặp bà Lò Thị Mẩy.")) == [2]
    assert named("Ra Hoà Bình công tác") == [12]
    assert named("Gặp bà Lò\u00a0Thị\u00a0Mẩy.") == [2]


@pytest.mark.parametrize("name", ["Ông Lò Văn An", "đồng chí Lò Văn An", "Bác sĩ  Lò Văn An", "Lò Văn An"])
def test_forms_of_address_are_no_part_of_a_name(name: str) -> None:
    assert without_title(name) == "Lò Văn An"


@given(st.text(alphabet="Nguyễn Văn An.\n'İxã Thanh\u0301", max_size=60))
def test_whatever_stands_in_a_text_what_is_found_stands_there(text: str) -> None:
    for found in find_names(text, ALL, on=TODAY):
        assert found.count >= 1
        assert found.words
