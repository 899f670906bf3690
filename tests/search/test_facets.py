"""Narrowing results: by place old and new, field, movement, level, type and issuer; by a name typed."""

import pytest
from django.core.management import call_command

from tests import factories
from tests.documents.factories import make_document
from tests.movements.factories import MERGED
from tests.registry.factories import (
    make_conferral,
    make_exemplar,
    make_field,
    make_movement,
    make_place,
    succeed,
)

URL = "/tim-kiem/"


def get(client, **parameters):
    response = client.get(URL, parameters)
    assert response.status_code == 200
    return response


def titles(response) -> set[str]:
    return {row.entry.title for row in response.context.get("rows", ())}


def counts(response, name: str) -> dict[str, int]:
    [facet] = [facet for facet in response.context["facets"] if facet.name == name]
    return {option.label: option.count for option in facet.options}


@pytest.fixture
def places(site):
    """Two provinces of before, the one they became, and a commune of before."""
    old = make_place("Sông Cũ", valid_to=MERGED.replace(month=6, day=30))
    other = make_place("Núi Cũ", valid_to=MERGED.replace(month=6, day=30))
    new = make_place("Sông Núi", valid_from=MERGED)
    succeed(old, new)
    succeed(other, new)
    return {"old": old, "other": other, "new": new}


@pytest.fixture
def exemplars(places):
    movement = make_movement("Vườn sạch ngõ đẹp")
    first = make_exemplar("Lò Thị Vườn", place=places["old"], field=make_field("Nông nghiệp"), movements=[movement])
    make_conferral(first)
    make_exemplar("Giàng A Vườn", place=places["other"], field=make_field("Giáo dục"))
    make_exemplar("Sùng A Vườn", place=places["old"], place_shown=False)
    make_document("21/KH-UBND", "16/1/2023", summary="Kế hoạch làm vườn")
    call_command("rebuild_index", verbosity=0)


def test_a_place_finds_what_happened_under_its_older_names_and_they_still_work(client, exemplars, places):
    both = {"Lò Thị Vườn", "Giàng A Vườn"}
    assert titles(get(client, q="vườn", place=places["new"].slug)) == both
    assert titles(get(client, q="vườn", place=places["old"].slug)) == {"Lò Thị Vườn"}
    assert counts(get(client, q="vườn"), "place") == {
        "Tỉnh Sông Núi": 2,
        "Tỉnh Sông Cũ (đến 2025)": 1,
        "Tỉnh Núi Cũ (đến 2025)": 1,
    }, "one who did not agree to a place being shown counts nowhere"


def test_the_name_of_a_place_may_be_typed(client, exemplars, places):
    answer = client.get(URL, {"q": "vườn", "place": "song cu"})
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/tim-kiem/?q=v%C6%B0%E1%BB%9Dn&place={places['old'].slug}"
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert get(client, q="vườn", place="không đâu cả").context["refused_filter"]


def test_a_name_of_several_places_offers_them(client, exemplars, places):
    other = make_place("Đồi Xa")
    for province in (places["new"], other):
        make_place("Tân Thử Nghiệm", kind="xã", under=province)
    response = get(client, q="vườn", place="tan thu nghiem")
    html = response.content.decode()
    assert "mời chọn" in html
    assert "Xã Tân Thử Nghiệm, Tỉnh Đồi Xa" in html
    assert not response.context["refused_filter"]
    assert titles(response) == titles(get(client, q="vườn")), "meanwhile nothing is narrowed"


def test_fields_movements_levels_types_and_issuers_narrow_and_count(client, exemplars):
    everything = get(client, q="vườn")
    assert counts(everything, "field") == {"Nông nghiệp": 1, "Giáo dục": 1}
    response = get(client, q="vườn", movement="vuon-sach-ngo-dep")
    assert titles(response) == {"Lò Thị Vườn", "Vườn sạch ngõ đẹp"}
    assert titles(get(client, q="vườn", level="50")) == {"Lò Thị Vườn"}
    assert titles(get(client, q="vườn", doctype="ke-hoach")) == {"Kế hoạch số 21/KH-UBND ngày 16/01/2023"}
    assert len(titles(get(client, q="vườn", issuer="ubnd-tinh"))) == 1


def test_chosen_values_can_be_taken_off_one_by_one(client, exemplars, places):
    html = get(client, q="vườn", place=places["old"].slug, field="nong-nghiep").content.decode()
    assert 'aria-label="Bỏ lọc Địa phương: Tỉnh Sông Cũ (đến 2025)"' in html
    assert 'href="?q=v%C6%B0%E1%BB%9Dn&amp;field=nong-nghiep"' in html
    assert "Bỏ mọi điều kiện" in html


def test_stories_count_under_the_facets_of_whom_they_tell(client, exemplars):
    from exemplars.registry.models import Exemplar
    from exemplars.stories.models import StoryPage, StorySubject

    lo = Exemplar.objects.get(name="Lò Thị Vườn")
    story = StoryPage(title="Người giữ vườn", body=[("paragraph", "<p>Chuyện.</p>")])
    story.subjects = [StorySubject(exemplar=lo)]
    factories.publish(factories.section("guong-dien-hinh"), story)
    call_command("rebuild_index", verbosity=0)
    assert "Người giữ vườn" in titles(get(client, q="vườn", field="nong-nghiep"))
    assert "Người giữ vườn" not in titles(get(client, q="vườn", field="giao-duc"))


def test_few_queries_with_every_facet_chosen(client, exemplars, places, django_assert_max_num_queries):
    chosen = {"place": places["old"].slug, "field": "nong-nghiep", "movement": "vuon-sach-ngo-dep", "level": "50"}
    get(client, q="vườn", **chosen)
    for filters in ({}, chosen):
        with django_assert_max_num_queries(12):
            get(client, q="vườn", **filters)
