"""Which dossiers may be the same, and how that is said while typing and on saving."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from exemplars.organisations.models import Organisation
from exemplars.registry.admin.common import url_of
from exemplars.registry.duplicates import candidates
from exemplars.registry.models import Exemplar
from portal.places.models import Place
from tests.documents.test_admin import form_of
from tests.registry.test_states import held

pytestmark = pytest.mark.django_db


def place(slug: str) -> Place:
    return Place.objects.get(slug=slug)


def found(*args: object, **kwargs: object) -> list[str]:
    return [one.exemplar.name for one in candidates(*args, **kwargs)]


def test_names_are_compared_without_accents() -> None:
    held(name="Nguyễn Thị Hồng Đào", birth_year=1975)
    assert found("nguyen thi hong dao") == ["Nguyễn Thị Hồng Đào"]
    [same] = candidates("NGUYỄN THỊ HỒNG ĐÀO", 1975)
    assert same.reasons == ("name", "year")


@pytest.mark.parametrize(
    ("name", "year", "expected"),
    [
        ("Nguyễn Thị Hồng Đào", 1976, ("name", "near-year")),
        ("Nguyễn Thị Hồng Đào", 1990, None),
        ("Nguyễn Thị Hông Đào", 1975, ("name", "year")),
        ("Nguyễn T. Hồng Đào", 1975, ("near-name", "year")),
        ("Nguyễn Hồng Đào", 1975, ("near-name", "year")),
        ("Trần Văn Đào", 1975, None),
        ("Đ", None, None),
        ("", None, None),
    ],
)
def test_what_is_near_enough(name: str, year: int | None, expected: tuple[str, ...] | None) -> None:
    held(name="Nguyễn Thị Hồng Đào", birth_year=1975)
    assert [one.reasons for one in candidates(name, year)] == ([expected] if expected else [])


def test_the_place_counts_by_its_old_and_new_names() -> None:
    held(name="Mùa A Thi", birth_year=None, place=place("xa-cam-giang-bach-thong-bac-kan"))
    [found_now] = candidates("Mua A Thi", place=place("xa-cam-giang-bach-thong-bac-kan"))
    assert found_now.reasons == ("name", "place")
    [elsewhere] = candidates("Mua A Thi", place=place("thanh-hoa"))
    assert elsewhere.reasons == ("name",)
    assert found_now.score > elsewhere.score
    successor = place("xa-cam-giang-bach-thong-bac-kan").successors()[0]
    assert candidates("Mùa A Thi", place=successor)[0].reasons == ("name", "place")


@pytest.mark.parametrize("unit", ["Hợp tác xã Nà Suối", "HTX nà suối", "hop tac xa na suoi"])
@pytest.mark.parametrize("stored", ["Hợp tác xã Nà Suối", "HTX Nà Suối"])
def test_the_same_name_in_the_same_organisation_is_a_strong_match(stored: str, unit: str) -> None:
    at, other = (Organisation.objects.create(name=name) for name in (stored, "Hội Nông dân xã Thử"))
    here, there = held(name="Lê Văn Hùng", organisation=at), held(name="Lê Văn Hùng", organisation=other)
    first, second = candidates("Lê Văn Hùng", unit=unit)
    assert (first.exemplar, first.reasons) == (here, ("name", "unit"))
    assert (second.exemplar, second.reasons) == (there, ("name",))
    assert first.score > second.score
    [near] = candidates("Lê Vân Hùngg", unit=unit)
    assert (near.exemplar, near.reasons) == (here, ("near-name", "unit"))


def test_a_unit_nobody_knows_changes_nothing() -> None:
    held(name="Lê Văn Hùng")
    for unit in ("", "Không ở đâu", "\0", "x" * 5000):
        assert [one.reasons for one in candidates("Lê Văn Hùng", unit=unit)] == [("name",)]


def test_the_likeliest_come_first_and_the_dossier_itself_never() -> None:
    old = held(name="Lê Văn Hùng", birth_year=1960)
    twin = held(name="Lê Văn Hùng", birth_year=1962)
    near = held(name="Lê Văng Hùng", birth_year=1961)
    assert [one.exemplar for one in candidates("Lê Văn Hùng", 1960)] == [old, twin, near]
    assert old not in [one.exemplar for one in candidates("Lê Văn Hùng", 1960, exclude=old.pk)]


def test_merged_dossiers_are_not_offered() -> None:
    kept = held(name="Lê Văn Hùng")
    held(name="Lê Văn Hùng", merged_into=kept)
    assert len(found("Lê Văn Hùng")) == 1


def test_models_and_collectives_of_one_commune_are_compared() -> None:
    at = place("xa-cam-giang-bach-thong-bac-kan")
    held(name="Mô hình Dân vận khéo trồng dong riềng", kind="model", birth_year=None, place=at)
    assert found("Mô hình Dân vận khéo trồng rong riềng", place=at) == ["Mô hình Dân vận khéo trồng dong riềng"]


def test_every_lookup_goes_through_an_index() -> None:
    unit = Organisation.objects.create(name="Hợp tác xã Nà Suối")
    held(name="Lê Văn Hùng", organisation=unit)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        candidates("Lê Văn Hùng", 1980)
        candidates("Lê Văn Hùng")
        candidates("Lê Văn Hùng", unit=unit.name)
    looked = [one["sql"] for one in queries if "name_key" in one["sql"] and "LIMIT 2000" in one["sql"]]
    assert len(looked) == 8
    if connection.vendor == "sqlite":
        for sql in looked:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql.replace(chr(37), chr(37) * 2)}")
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert "SEARCH" in plan, plan


def test_the_warning_is_a_piece_of_html_for_those_who_may_see_dossiers(curator: Client) -> None:
    held(name="Vàng Thị Mỷ", birth_year=1980)
    address = url_of("duplicates")
    response = curator.get(address, {"ten": "vang thi my", "nam": "12/5/1980"})
    assert "Vàng Thị Mỷ" in response.content.decode()
    assert "cùng tên, cùng năm sinh" in response.content.decode()
    assert "no-store" in response.headers["Cache-Control"]
    for query in ({}, {"ten": "\0"}, {"ten": "x" * 5000, "nam": "²", "noi": "9" * 40, "tru": "-1"}):
        assert curator.get(address, query).status_code in (200, 400)
    assert Client().get(address, {"ten": "vang"}).status_code == 302


def test_saving_waits_until_somebody_has_looked(curator: Client) -> None:
    twin = held(name="Vàng Thị Mỷ", birth_year=1980)
    address = url_of("add")
    form = form_of(curator.get(address).content.decode())
    form |= {"kind": "individual", "name": "Vàng thị Mỷ", "birth_year": "1980", "year": "2025"}
    response = curator.post(address, form)
    assert response.status_code == 200
    html = response.content.decode()
    assert "hồ sơ có thể trùng" in html
    assert f'name="seen_duplicates" value="{twin.pk}"' in html
    assert Exemplar.objects.count() == 1
    assert curator.post(address, form | {"seen_duplicates": "²,x,"}).status_code == 200
    assert curator.post(address, form | {"seen_duplicates": str(twin.pk)}).status_code == 302
    assert Exemplar.objects.count() == 2
