"""Parts of names, keys to sort by, letters to find under: alike on every database."""

from __future__ import annotations

import random

import pytest

from exemplars.registry.identity import LETTERS, Parts, derive, first_letter, person_key, split_name
from exemplars.registry.models import Exemplar
from portal.vietnamese.names import sort_key

# In the order an office would list them: by given name, then family name, then middle name.
IN_ORDER = [
    "Bùi Văn An",
    "Nguyễn An",
    "Nguyễn Thị An",
    "Nguyễn Văn An",
    "Lê Ánh",
    "Trần Thị Ân",
    "Phạm Bình",
    "Võ Cường",
    "Lê Thị Dung",
    "Lê Dũng",
    "Hồ Đan",
    "Hoàng Đức",
    "Vũ Hà",
    "Vũ Hải",
    "Trần Hưng",
    "Trần Khánh",
    "Đỗ Oanh",
    "Đỗ Ơn",
    "Đỗ Quang",
    "Ngô Thu",
    "Ngô Thư",
    "Cao Uyên",
    "Cao Ưng",
    "Lý Yến",
]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Nguyễn Thị Minh Hòa", ("Nguyễn", "Thị Minh", "Hòa")),
        ("Lê  Lợi", ("Lê", "", "Lợi")),
        ("Tôn Thất Tùng", ("Tôn Thất", "", "Tùng")),
        ("Hoàng Phủ Ngọc Tường", ("Hoàng Phủ", "Ngọc", "Tường")),
        ("Hoa", ("", "", "Hoa")),
        ("H'Hen Niê", ("", "", "H'Hen Niê")),
        ("Tư Mã", ("Tư", "", "Mã")),
    ],
)
def test_a_name_is_split_where_a_rule_holds(name: str, parts: tuple[str, str, str]) -> None:
    """And left whole where none does."""
    assert split_name(name) == Parts(*parts)


def test_a_name_split_by_hand_stays() -> None:
    """Whatever the rule would say, however often it is saved."""
    exemplar = Exemplar(name="Mùa A Thi", family_name="Mùa", given_name="A Thi", name_by_hand=True, year=2024)
    derive(exemplar)
    derive(exemplar)
    assert (exemplar.family_name, exemplar.middle_name, exemplar.given_name) == ("Mùa", "", "A Thi")
    assert exemplar.letter == "A"
    assert exemplar.sort_key == person_key(Parts("Mùa", "", "A Thi"))


def test_a_collective_is_sorted_by_its_whole_name() -> None:
    """It has no parts."""
    exemplar = Exemplar(kind="collective", name="Tổ phụ nữ bản Mới", given_name="x", year=2024)
    derive(exemplar)
    assert exemplar.sort_key == sort_key("Tổ phụ nữ bản Mới")
    assert (exemplar.given_name, exemplar.letter) == ("", "T")


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("Đặng", "Đ"),
        ("đặng", "Đ"),
        ("Ờn", "Ơ"),
        ("Ứng", "Ư"),
        ("Ấn", "Â"),
        ("Ằng", "Ă"),
        ("Êban", "Ê"),
        ("Ổn", "Ô"),
        ("Án", "A"),
        ("“Zin”", "Z"),
        ("Émile", "E"),
        ("12", "#"),
        ("", "#"),
        ("Ø", "#"),
    ],
)
def test_the_letter_a_name_is_found_under(text: str, letter: str) -> None:
    """Without tone, with the mark that makes it another letter."""
    assert first_letter(text) == letter


def test_letters_are_in_vietnamese_order() -> None:
    """The index and the lists below it agree."""
    assert sorted(LETTERS, key=sort_key) == list(LETTERS)


@pytest.mark.django_db
def test_lists_follow_vietnamese_order_in_the_database() -> None:
    """One table of names; this test runs on SQLite and on PostgreSQL."""
    shuffled = random.sample(IN_ORDER, len(IN_ORDER))
    for name in shuffled:
        Exemplar.objects.create(name=name, year=2024)
    assert list(Exemplar.objects.order_by("sort_key").values_list("name", flat=True)) == IN_ORDER
    letters = list(dict.fromkeys(Exemplar.objects.order_by("sort_key").values_list("letter", flat=True)))
    assert letters == ["A", "Â", "B", "C", "D", "Đ", "H", "K", "O", "Ơ", "Q", "T", "U", "Ư", "Y"]


@pytest.mark.django_db
def test_references_count_up_by_year() -> None:
    """And past four digits."""
    made = [Exemplar.objects.create(name="Lê A", year=year).reference for year in (2024, 2024, 2025)]
    assert made == ["GS-2024-0001", "GS-2024-0002", "GS-2025-0001"]
    Exemplar.objects.create(name="Lê B", year=2024, reference="GS-2024-9999")
    assert Exemplar.objects.create(name="Lê C", year=2024).reference == "GS-2024-10000"
    assert Exemplar.objects.create(name="Lê D", year=2024).reference == "GS-2024-10001"
