"""The gazetteer as loaded: counts, codes that were given anew, links, addresses."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command

from portal.places.gazetteer import read_gazetteer, split_kind
from portal.places.loading import load_places
from portal.places.models import Place, Succession

pytestmark = pytest.mark.django_db
TODAY, BEFORE = date(2026, 5, 1), date(2025, 6, 30)
INTERIM = date(2025, 8, 1)


def place(slug: str) -> Place:
    """A place by its address."""
    return Place.objects.get(slug=slug)


def test_today_has_34_provinces_and_3321_communes() -> None:
    kinds = Counter(Place.objects.in_force(TODAY).values_list("level", "kind"))
    assert kinds == {
        ("province", "tỉnh"): 27,
        ("province", "thành phố"): 7,
        ("commune", "xã"): 2611,
        ("commune", "phường"): 697,
        ("commune", "đặc khu"): 13,
    }


def test_before_the_merger_there_were_63_provinces_with_districts() -> None:
    levels = Counter(Place.objects.in_force(BEFORE).values_list("level", flat=True))
    assert levels == {"province": 63, "district": 698, "commune": 10_036}
    names = set(Place.objects.in_force(BEFORE).filter(level="province").values_list("name_key", flat=True))
    assert len(names) == 63
    assert {"bac kan", "ha giang", "ba ria vung tau", "dak nong"} <= names


def test_between_the_two_changes_dong_nai_was_a_province() -> None:
    kinds = Counter(Place.objects.in_force(INTERIM).values_list("level", "kind"))
    assert kinds["province", "tỉnh"], kinds["province", "thành phố"] == (28, 6)
    assert sum(count for (level, _kind), count in kinds.items() if level == "commune") == 3321
    assert (kinds["commune", "xã"], kinds["commune", "phường"]) == (2621, 687)
    assert [each.slug for each in place("dong-nai-den-2026").successors(TODAY)] == ["dong-nai"]
    raised = Succession.objects.filter(on=date(2026, 4, 30), successor__level="commune")
    assert raised.count() == 10
    assert set(raised.values_list("successor__kind", "predecessor__kind", "basis")) == {
        ("phường", "xã", "237/NQ-UBTVQH16")
    }


def test_eleven_provinces_were_left_alone_and_are_one_row() -> None:
    alone = Place.objects.filter(level="province", valid_from=None, valid_to=None)
    expected = "ha-noi cao-bang dien-bien lai-chau son-la lang-son quang-ninh thanh-hoa nghe-an ha-tinh hue"
    assert set(alone.values_list("slug", flat=True)) == set(expected.split())
    assert not Succession.objects.filter(predecessor__in=alone).exists()


def test_the_same_code_means_other_provinces_then_and_now() -> None:
    for code, then, now in (
        ("15", "Yên Bái", "Lào Cai"),
        ("80", "Long An", "Tây Ninh"),
        ("24", "Bắc Giang", "Bắc Ninh"),
    ):
        coded = Place.objects.filter(level="province", code=code)
        assert coded.in_force(BEFORE).get().name == then
        assert coded.in_force(TODAY).get().name == now


def test_a_sliver_of_tien_giang_went_to_tay_ninh() -> None:
    links = Succession.objects.filter(predecessor__slug="tien-giang").values_list("successor__slug", "share")
    assert sorted(links) == [("dong-thap", "part"), ("tay-ninh", "part")]


def test_communes_were_split_and_joined() -> None:
    went = Counter(
        Succession.objects.filter(predecessor__level="commune", on=date(2025, 7, 1)).values_list("predecessor")
    )
    assert sum(1 for count in went.values() if count > 1) >= 430
    came = Counter(Succession.objects.filter(predecessor__level="commune").values_list("successor"))
    assert max(came.values()) > 5
    assert Succession.objects.filter(share="part", on=date(2025, 7, 1)).count() >= 900


def test_an_island_district_without_communes_became_a_special_zone() -> None:
    assert [each.full_name for each in place("huyen-con-dao-ba-ria-vung-tau").successors(TODAY)] == ["Đặc khu Côn Đảo"]


def test_repeated_names_are_told_apart() -> None:
    tan_thanh = Place.objects.in_force(TODAY).filter(name="Tân Thành").with_parents()
    assert tan_thanh.count() > 3
    labels = [each.label for each in tan_thanh]
    assert all(", " in label for label in labels)
    full = [each.full_label for each in Place.objects.with_parents()]
    # One commune of Gia Lâm stands twice in the conversion table, under two codes.
    assert [label for label, count in Counter(full).items() if count > 1] == [
        "Xã Đặng Xá, Huyện Gia Lâm, Thành phố Hà Nội (đến 30/06/2025)"
    ]


def test_addresses_are_readable_and_their_own() -> None:
    slugs = [unit.slug for unit in read_gazetteer().units]
    assert len(set(slugs)) == len(slugs)
    expected = (
        "thai-nguyen thai-nguyen-den-2025 bac-kan dong-nai dong-nai-den-2026 phuong-ba-dinh-ha-noi "
        "huyen-bach-thong-bac-kan xa-cam-giang-bach-thong-bac-kan xa-cam-giang-thai-nguyen"
    )
    assert set(expected.split()) <= set(slugs)


def test_loading_again_changes_nothing(django_assert_max_num_queries: object) -> None:
    renamed = place("xa-cam-giang-thai-nguyen")
    renamed.name = "Cẩm Giàng (sửa)"
    renamed.save()
    before = (Place.objects.count(), Succession.objects.count())
    with django_assert_max_num_queries(4):
        assert load_places() == {"places": 0, "links": 0}
    call_command("load_places", verbosity=0)
    assert (Place.objects.count(), Succession.objects.count()) == before
    renamed.refresh_from_db()
    assert renamed.name == "Cẩm Giàng (sửa)"


@pytest.mark.parametrize(
    ("full_name", "level", "expected"),
    [
        ("Thị Xã Sa Pa", "district", ("thị xã", "Sa Pa")),
        ("Thi trấn Ngan Dừa", "commune", ("thị trấn", "Ngan Dừa")),
        ("xã Bắc Sơn", "commune", ("xã", "Bắc Sơn")),
        ("Xuân Phước", "commune", ("xã", "Xuân Phước")),
        ("Phường 4", "commune", ("phường", "4")),
        ("Tỉnh Bà Rịa - Vũng Tàu", "province", ("tỉnh", "Bà Rịa - Vũng Tàu")),
    ],
)
def test_kind_and_name_are_parted(full_name: str, level: str, expected: tuple[str, str]) -> None:
    assert split_kind(full_name, level) == expected
