"""The grid of scores in the admin."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.test import Client

from exemplars.movements.admin.points import NotPoints, read_points
from exemplars.movements.models import ClusterTerm, Score, TermMember
from exemplars.movements.saving import Conflict, Sheet, save_scores
from tests.movements.desk import filled, url
from tests.movements.factories import criteria, give, make_term, members
from tests.registry.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_the_grid_labels_every_input(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế", "Văn hóa"])
    page = curator.get(url(ClusterTerm, "scores", term.pk)).content.decode()
    inputs = [tag for tag in re.findall(r"<input[^>]*>", page) if re.search(r'name="(own|checked|bonus|minus)-', tag)]
    assert len(inputs) == 3 * (2 * 2 + 2)
    assert all('aria-label="Sở thứ' in tag for tag in inputs)
    assert "Sở thứ 1, Kinh tế: tự chấm" in page


def test_scores_are_saved_and_stand_in_the_history(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế", "Văn hóa"])
    first, second, _third = members(term)
    one, two = criteria(term)
    address = url(ClusterTerm, "scores", term.pk)
    form = filled(
        term,
        **{
            f"own-{first.pk}-{one.pk}": "9,5",
            f"checked-{first.pk}-{one.pk}": "9.25",
            f"checked-{first.pk}-{two.pk}": "10",
            f"bonus-{first.pk}": "1",
            f"minus-{second.pk}": "0,5",
        },
    )
    assert curator.post(address, form).status_code == 302
    score = Score.objects.get(member=first, criterion=one)
    assert (score.own_points, score.checked_points) == (Decimal("9.5"), Decimal("9.25"))
    assert TermMember.objects.get(pk=second.pk).minus == Decimal("0.5")
    assert 'value="9,25"' in curator.get(address).content.decode()
    assert "Sửa 5 giá trị" in curator.get(url(ClusterTerm, "history", term.pk)).content.decode()
    emptied = filled(term, **{f"checked-{first.pk}-{two.pk}": "10", f"bonus-{first.pk}": "1"})
    assert curator.post(address, emptied).status_code == 302
    assert Score.objects.get().criterion == two
    assert TermMember.objects.get(pk=second.pk).minus == 0


def test_one_sheet_changes_one_member_only(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    first, second, _third = members(term)
    give(first, ("1", "2"))
    [one] = criteria(term)
    address = url(ClusterTerm, "scores", term.pk) + f"?thanh-vien={second.pk}"
    page = curator.get(address).content.decode()
    assert f"own-{second.pk}-" in page
    assert f'name="own-{first.pk}-' not in page
    form = {"version": str(term.version), f"own-{second.pk}-{one.pk}": "7", f"checked-{second.pk}-{one.pk}": ""}
    assert curator.post(address, form).status_code == 302
    assert Score.objects.get(member=first).checked_points == 2
    assert Score.objects.get(member=second).own_points == 7
    for query in ("?thanh-vien=0", "?thanh-vien=x", f"?thanh-vien={'9' * 40}"):
        assert curator.get(url(ClusterTerm, "scores", term.pk) + query).status_code == 200


def test_all_errors_are_told_at_once_and_nothing_is_lost_or_saved(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    first, second, third = members(term)
    [one] = criteria(term)
    form = filled(
        term,
        **{
            f"own-{first.pk}-{one.pk}": "11",
            f"checked-{first.pk}-{one.pk}": "chín",
            f"own-{second.pk}-{one.pk}": "8,125",
            f"bonus-{second.pk}": "1e5\0",
            f"own-{third.pk}-{one.pk}": "7,5",
        },
    )
    response = curator.post(url(ClusterTerm, "scores", term.pk), form)
    page = response.content.decode()
    assert response.status_code == 422
    for said in (
        "Chưa lưu: 4 ô cần sửa",
        "Điểm phải từ 0 đến 10",
        "Cần một số",
        "Tối đa hai chữ số thập phân",
        'value="chín"',
        'value="8,125"',
        'value="7,5"',
    ):
        assert said in page
    assert page.count('aria-invalid="true"') == 4
    assert not Score.objects.exists()


def test_two_people_do_not_overwrite_each_other(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    first, second, _third = members(term)
    [one] = criteria(term)
    mine = filled(term, **{f"own-{first.pk}-{one.pk}": "9", f"own-{second.pk}-{one.pk}": "5"})
    theirs = filled(term, **{f"own-{first.pk}-{one.pk}": "4"})
    address = url(ClusterTerm, "scores", term.pk)
    assert curator.post(address, theirs).status_code == 302
    response = curator.post(address, mine)
    page = response.content.decode()
    assert response.status_code == 409
    for said in ("người khác sửa", "đang lưu: 4", 'value="9"', 'value="5"', "Lê An"):
        assert said in page
    assert Score.objects.get(member=first).own_points == 4
    again = mine | {"version": re.search(r'name="version" value="(\d+)"', page)[1]}
    assert curator.post(address, again).status_code == 302
    assert Score.objects.get(member=first).own_points == 9


def test_a_change_of_members_is_a_change_too() -> None:
    term = make_term(criteria=["Kinh tế"])
    version = term.version
    ClusterTerm.objects.get().save()
    with pytest.raises(Conflict):
        save_scores(term.pk, version, Sheet({}), None)


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 30])
def test_a_version_that_makes_no_sense_saves_nothing(curator: Client, version: str) -> None:
    term = make_term(criteria=["Kinh tế"])
    form = filled(term, version=version)
    assert curator.post(url(ClusterTerm, "scores", term.pk), form).status_code == 409


def test_a_closed_year_stands(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"], is_closed=True)
    first = members(term)[0]
    [one] = criteria(term)
    address = url(ClusterTerm, "scores", term.pk)
    assert "đã tổng kết" in curator.get(address).content.decode()
    response = curator.post(address, filled(term, **{f"own-{first.pk}-{one.pk}": "9"}))
    assert response.status_code == 409
    assert 'value="9"' in response.content.decode()
    assert not Score.objects.exists()


def test_ranks_by_points_are_recorded_when_asked(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    [one] = criteria(term)
    points = dict(zip([f"checked-{member.pk}-{one.pk}" for member in members(term)], ("7", "9", "7"), strict=True))
    response = curator.post(url(ClusterTerm, "scores", term.pk), filled(term, **points) | {"record-ranks": "1"})
    assert response.status_code == 302
    assert [one.rank for one in members(term)] == [2, 1, 2]


@pytest.mark.parametrize(
    ("typed", "points"),
    [
        ("", None),
        ("  ", None),
        ("0", Decimal(0)),
        ("9,5", Decimal("9.5")),
        ("9.50", Decimal("9.50")),
        ("\xa07", Decimal(7)),
    ],
)
def test_points_as_people_type_them(typed: str, points: Decimal | None) -> None:
    assert read_points(typed, Decimal(10)) == points


@pytest.mark.parametrize("typed", ["-1", "1,2,3", "NaN", "1e3", "١٢", "10,001", "10,5", "9" * 50, "x", "+1", ",5"])
def test_points_that_are_none(typed: str) -> None:
    with pytest.raises(NotPoints):
        read_points(typed, Decimal(10))


def test_a_grid_of_fifty_by_thirty_is_read_and_saved_in_few_queries(
    curator: Client, django_assert_max_num_queries
) -> None:
    units = [make_organisation(f"Đơn vị {number}") for number in range(50)]
    term = make_term(units=units, criteria=[f"Tiêu chí {number}" for number in range(30)])
    address = url(ClusterTerm, "scores", term.pk)
    with django_assert_max_num_queries(25):
        page = curator.get(address).content.decode()
    names = re.findall(r'<input type="text"[^>]*?name="([^"]+)"', page)
    assert len(names) == 50 * (30 * 2 + 2)
    form = dict.fromkeys(names, "7,5") | {"version": str(term.version), "record-ranks": "1"}
    with django_assert_max_num_queries(40):
        assert curator.post(address, form).status_code == 302
    assert Score.objects.filter(own_points=Decimal("7.5"), checked_points=Decimal("7.5")).count() == 1500
    assert {one.rank for one in members(term)} == {1}
