"""Totals, ranks, rotation and the next year."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from exemplars.movements.checking import member_problems, rank_problems
from exemplars.movements.copying import CannotCopy, copy_term
from exemplars.movements.models import ClusterTerm, Score, TermMember
from exemplars.movements.naming import with_todays_names
from exemplars.movements.rotation import turns
from exemplars.movements.scoring import members_of, score_table
from tests.movements.factories import criteria, give, make_cluster, make_term, members, north
from tests.registry.factories import make_organisation, make_place, succeed

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 1)


def test_totals_are_checked_points_with_bonus_and_minus() -> None:
    term = make_term(criteria=["Kinh tế", ("Văn hóa", "20.5")])
    first = members(term)[0]
    first.bonus, first.minus = Decimal("1.50"), Decimal("0.25")
    first.save()
    give(first, ("10", "9.25"), ("20", "19.5"))
    row = score_table(term).standings[0]
    assert (row.own_total, row.checked_total) == (Decimal(30), Decimal("28.75"))
    assert row.total == Decimal("30.00")
    assert isinstance(row.total, Decimal)
    assert score_table(term).max_total == Decimal("30.5")


def test_equals_share_a_rank_and_the_next_is_left_out() -> None:
    units = [make_organisation(f"Sở {number}") for number in range(5)]
    term = make_term(units=units, criteria=["Kinh tế"])
    for member, points in zip(members(term), ("8", "9.5", "8", "9.50", "1"), strict=True):
        give(member, (None, points))
    table = score_table(term)
    assert [row.rank for row in table.standings] == [3, 1, 3, 1, 5]
    assert [str(row.member) for row in table.by_rank] == ["Sở 1", "Sở 3", "Sở 0", "Sở 2", "Sở 4"]
    assert table.is_complete


def test_a_missing_point_is_no_nought() -> None:
    term = make_term(criteria=["Kinh tế", "Văn hóa"])
    first, second, third = members(term)
    give(first, ("10", "10"), ("10", None))
    give(second, ("1", "0"), ("1", "0"))
    table = score_table(term)
    assert [(row.total, row.rank, row.checked_missing) for row in table.standings] == [
        (None, None, 1),
        (Decimal(0), 1, 0),
        (None, None, 2),
    ]
    assert [row.member for row in table.incomplete] == [first, third]
    assert not table.is_complete


def test_the_rank_the_meeting_recorded_is_shown(django_assert_num_queries) -> None:
    term = make_term(criteria=["Kinh tế"])
    for place, member in enumerate(members(term), 1):
        give(member, (None, str(place)))
        member.rank = place
        member.save()
    with django_assert_num_queries(3):
        table = score_table(term)
    assert [(row.rank, row.shown_rank, row.differs) for row in table.standings] == [
        (3, 1, True),
        (2, 2, False),
        (1, 3, True),
    ]


def test_points_stay_within_the_criterion() -> None:
    term = make_term(criteria=["Kinh tế"])
    for wrong in ("10.5", "-1"):
        with pytest.raises(ValidationError):
            Score(member=members(term)[0], criterion=criteria(term)[0], own_points=Decimal(wrong)).full_clean()


def test_the_cluster_of_2024_is_shown_as_it_was_with_what_it_became() -> None:
    places = north()
    term = make_term(make_cluster(), units=[places["Tuyên Quang"], places["Hòa Bình"], places["Cao Bằng"]])
    listed = with_todays_names(members_of(term))
    assert [(str(one), one.role, one.today) for one in listed] == [
        ("Tỉnh Tuyên Quang", "head", "nay là tỉnh Tuyên Quang sau sắp xếp"),
        ("Tỉnh Hòa Bình", "deputy", "nay thuộc tỉnh Phú Thọ"),
        ("Tỉnh Cao Bằng", "member", ""),
    ]


def test_names_of_fifty_members_take_a_few_queries(django_assert_max_num_queries) -> None:
    units = []
    for number in range(50):
        old, new = make_place(f"Cũ {number}", valid_to=date(2025, 6, 30)), make_place(f"Mới {number}")
        succeed(old, new)
        units.append(old)
    term = make_term(units=units)
    with django_assert_max_num_queries(4):
        listed = with_todays_names(members_of(term))
    assert listed[49].today == "nay thuộc tỉnh Mới 49"


def test_the_next_year_over_the_merger() -> None:
    places = north()
    units = [places["Tuyên Quang"], places["Hòa Bình"], places["Phú Thọ"], places["Cao Bằng"]]
    term = make_term(make_cluster(), 2025, units=units, criteria=["Kinh tế", ("Văn hóa", "5")], is_closed=True)
    give(members(term)[0], ("1", "1"))
    copied = copy_term(term, 2026)
    made = ClusterTerm.objects.get(year=2026)
    assert [one.unit for one in members(made)] == [
        places["Tuyên Quang mới"],
        places["Phú Thọ mới"],
        places["Cao Bằng"],
    ]
    assert copied.notes == ["Tỉnh Phú Thọ thay cho Tỉnh Hòa Bình và Tỉnh Phú Thọ."]
    assert made.note == copied.notes[0]
    assert [(one.name, one.max_points) for one in criteria(made)] == [("Kinh tế", 10), ("Văn hóa", 5)]
    assert {one.role for one in members(made)} == {"member"}
    assert not made.is_closed
    assert not Score.objects.filter(member__term=made).exists()
    assert member_problems(members(made), TODAY) == ["Chưa chọn trưởng cụm, khối: mỗi năm có một trưởng."]


def test_a_year_before_the_merger_keeps_the_old_names() -> None:
    places = north()
    term = make_term(make_cluster(), 2024, units=[places["Tuyên Quang"], places["Hòa Bình"]])
    copied = copy_term(term, 2025)
    assert [one.unit for one in members(copied.term)] == [places["Tuyên Quang"], places["Hòa Bình"]]
    assert copied.notes == []


def test_a_year_is_begun_once_and_only_forward() -> None:
    term = make_term()
    copy_term(term, 2025)
    for year, said in ((2025, "đã có năm 2025"), (2024, "phải sau năm 2024"), (2101, "phải sau")):
        with pytest.raises(CannotCopy, match=said):
            copy_term(term, year)
    assert ClusterTerm.objects.count() == 2


def test_a_split_member_is_pointed_out() -> None:
    old, one, two = make_place("Cũ"), make_place("Một"), make_place("Hai")
    succeed(old, one, two)
    copied = copy_term(make_term(units=[old], year=2025), 2026)
    assert {member.unit for member in members(copied.term)} == {one, two}
    assert "cần xem lại" in copied.notes[0]


def test_heads_go_round() -> None:
    places = north()
    cluster = make_cluster()
    units = [places["Tuyên Quang"], places["Cao Bằng"], places["Hòa Bình"]]
    make_term(cluster, 2023, units=[units[2], units[0], units[1]])
    make_term(cluster, 2024, units=units)
    term = make_term(cluster, 2026, units=[places["Phú Thọ mới"], places["Tuyên Quang mới"], places["Cao Bằng"]])
    TermMember.objects.filter(term=term).update(role=TermMember.Role.MEMBER)
    assert [(str(turn.unit), turn.years) for turn in turns(term, [one.unit for one in members(term)])] == [
        ("Tỉnh Cao Bằng", ()),
        ("Tỉnh Phú Thọ", (2023,)),
        ("Tỉnh Tuyên Quang", (2024,)),
    ]


def test_members_are_checked_together() -> None:
    places = north()
    head = {"role": TermMember.Role.HEAD}
    assert member_problems([], TODAY) == ["Cụm, khối cần ít nhất một thành viên."]
    two_heads = [TermMember(place=places["Hòa Bình"], **head), TermMember(place=places["Cao Bằng"], **head)]
    assert "Có 2 trưởng (Tỉnh Hòa Bình và Tỉnh Cao Bằng)" in member_problems(two_heads, TODAY)[0]
    twice = [TermMember(place=places["Cao Bằng"], **head), TermMember(place=places["Cao Bằng"])]
    assert member_problems(twice, TODAY) == ["Tỉnh Cao Bằng có hai lần."]
    heir = [TermMember(place=places["Hòa Bình"], **head), TermMember(place=places["Phú Thọ mới"])]
    assert "Tỉnh Hòa Bình (tên cũ) và Tỉnh Phú Thọ (sau sắp xếp)" in member_problems(heir, TODAY)[0]
    fine = [TermMember(place=places["Hòa Bình"], **head), TermMember(place=places["Phú Thọ"])]
    assert member_problems(fine, TODAY) == []


@pytest.mark.parametrize(
    ("ranks", "fit"),
    [
        ([1, 2, 3], True),
        ([1, 2, 2, 4], True),
        ([1, None, 2], True),
        ([None, None], True),
        ([1, 2, 2, 3], False),
        ([2, 3, 4], False),
        ([1, 5], False),
        ([0, 1], False),
        ([1, 1, 3], True),
    ],
)
def test_ranks(ranks: list[int | None], fit: bool) -> None:
    assert bool(rank_problems([TermMember(rank=rank) for rank in ranks])) is not fit
