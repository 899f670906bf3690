"""What became what, what the ground was called, and where something is found."""

from datetime import date

import pytest

from portal.places.models import Place
from portal.places.reach import reach_of, reach_of_many
from tests.places.test_gazetteer import BEFORE, INTERIM, TODAY, place

pytestmark = pytest.mark.django_db


def slugs(places: list[Place]) -> list[str]:
    """The addresses of places, in order."""
    return sorted(each.slug for each in places)


def reached(slug: str) -> list[str]:
    """The addresses under which something at a place is found."""
    return slugs(Place.objects.filter(pk__in=reach_of(place(slug))))


def test_bac_kan_and_thai_nguyen_know_each_other() -> None:
    assert slugs(place("bac-kan").successors(TODAY)) == ["thai-nguyen"]
    assert slugs(place("thai-nguyen").predecessors()) == ["bac-kan", "thai-nguyen-den-2025"]
    assert place("bac-kan").names_at(TODAY) == ["Tỉnh Thái Nguyên"]
    assert place("thai-nguyen").names_at(date(2019, 1, 1)) == ["Tỉnh Bắc Kạn", "Tỉnh Thái Nguyên"]
    assert place("bac-kan").names_at(BEFORE) == ["Tỉnh Bắc Kạn"]


def test_a_place_in_force_has_become_nothing_else() -> None:
    assert place("bac-kan").successors(BEFORE) == []
    assert place("thai-nguyen").successors(TODAY) == []
    assert place("ha-noi").predecessors() == []
    assert place("ha-noi").names_at(date(2010, 1, 1)) == ["Thành phố Hà Nội"]


def test_successors_follow_over_two_changes() -> None:
    assert slugs(place("binh-phuoc").successors(INTERIM)) == ["dong-nai-den-2026"]
    assert slugs(place("binh-phuoc").successors(TODAY)) == ["dong-nai"]
    assert slugs(place("dong-nai").predecessors(BEFORE)) == ["binh-phuoc", "dong-nai-den-2025"]
    assert slugs(place("thi-tran-loc-ninh-loc-ninh-binh-phuoc").successors(TODAY)) == ["phuong-loc-ninh-dong-nai"]


def test_a_commune_outlives_its_province() -> None:
    commune = place("phuong-an-loc-dong-nai")
    assert commune.names_at(INTERIM) == ["Phường An Lộc, Tỉnh Đồng Nai"]
    assert commune.names_at(TODAY) == ["Phường An Lộc, Thành phố Đồng Nai"]
    assert all(name.endswith("Tỉnh Bình Phước") for name in commune.names_at(BEFORE))


def test_a_district_became_what_its_communes_became() -> None:
    became = place("huyen-bach-thong-bac-kan").successors(TODAY)
    assert "xa-cam-giang-thai-nguyen" in slugs(became)
    assert {each.level for each in became} == {"commune"}


def test_is_current_goes_by_the_day() -> None:
    assert place("thai-nguyen").is_current
    assert not place("bac-kan").is_current
    assert place("bac-kan").in_force(BEFORE)
    assert not place("thai-nguyen").in_force(BEFORE)


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("bac-kan", ["bac-kan", "thai-nguyen"]),
        ("thai-nguyen", ["thai-nguyen"]),
        ("huyen-bach-thong-bac-kan", ["bac-kan", "huyen-bach-thong-bac-kan", "thai-nguyen"]),
        (
            "xa-cam-giang-bach-thong-bac-kan",
            [
                "bac-kan",
                "huyen-bach-thong-bac-kan",
                "thai-nguyen",
                "xa-cam-giang-bach-thong-bac-kan",
                "xa-cam-giang-thai-nguyen",
            ],
        ),
        # A province that was raised is still the same place, so it is found under both names.
        ("dong-nai", ["dong-nai", "dong-nai-den-2026"]),
        ("binh-phuoc", ["binh-phuoc", "dong-nai", "dong-nai-den-2026"]),
        ("phuong-ba-dinh-ha-noi", ["ha-noi", "phuong-ba-dinh-ha-noi"]),
        # Recorded lately, on ground that lay wholly in one old province.
        (
            "xa-minh-tan-tuyen-quang",
            [
                "ha-giang",
                "huyen-vi-xuyen-ha-giang",
                "tuyen-quang",
                "xa-minh-tan-tuyen-quang",
                "xa-minh-tan-vi-xuyen-ha-giang",
            ],
        ),
    ],
)
def test_where_something_is_found(slug: str, expected: list[str]) -> None:
    assert reached(slug) == sorted(expected)


def test_few_queries_for_one_place_and_two_for_all(django_assert_max_num_queries: object) -> None:
    for slug in ("bac-kan", "dong-nai", "phuong-loc-ninh-dong-nai", "xa-cam-giang-bach-thong-bac-kan"):
        one = place(slug)
        with django_assert_max_num_queries(12):
            reach_of(one)
    asked = list(Place.objects.values_list("pk", flat=True)[::7])
    with django_assert_max_num_queries(2):
        found = reach_of_many([*asked, 999_999_999])
    assert set(found) == set(asked)
    for one in Place.objects.filter(pk__in=asked[::60]):
        assert found[one.pk] == reach_of(one)
