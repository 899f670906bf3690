"""The filter engine: what is chosen, what is counted, in which order, in how many queries, and who never shows."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from exemplars.honours.models import Conferral, Honour
from exemplars.movements.models import Movement
from exemplars.registry import facets
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.listing import read
from exemplars.registry.models import Consent, Exemplar, FacetSet, Field, IndexedTerms, State
from exemplars.registry.states import decide
from portal.places.models import Place
from tests.registry.test_states import complete, held, published

pytestmark = pytest.mark.django_db


def asked(query: str = ""):
    """Ask as an address does."""
    return read(QueryDict(query))


def names(query: str = "") -> list[str]:
    """The names of a list's first page."""
    return [row.name for row in asked(query).paginator(20).page(1)]


def everything_counted() -> dict[tuple[str, str], list[int]]:
    """Every set that is not empty, as plain lists."""
    from pyroaring import BitMap

    rows = FacetSet.objects.values_list("facet", "value", "members")
    found = {(facet, value): sorted(BitMap.deserialize(bytes(members))) for facet, value, members in rows}
    return {term: members for term, members in found.items() if members}


def test_only_public_exemplars_are_listed() -> None:
    """Not those held, hidden or withdrawn."""
    published(name="Lê Công Khai")
    complete(held(name="Lê Chờ Duyệt"))
    hidden = published(name="Lê Tạm Ẩn")
    decide(hidden, State.HIDDEN, actor=None, reason="x")
    withdrawn = published(name="Lê Đã Rút")
    withdraw_consent(withdrawn, actor=None, reason="x", public_reason="Theo đề nghị.")
    assert names() == ["Lê Công Khai"]
    assert names("q=le") == ["Lê Công Khai"]
    assert asked().count == 1


def test_a_withdrawn_name_is_in_no_set_and_not_beside_it() -> None:
    """Nor is anything that could bring it back."""
    exemplar = published(name="Quàng Thị Xuyến")
    assert names("q=quang xuyen") == ["Quàng Thị Xuyến"]
    withdraw_consent(exemplar, actor=None, reason="x", public_reason="Theo đề nghị.")
    assert everything_counted() == {}
    assert IndexedTerms.objects.get(exemplar=exemplar).terms == ""


def test_free_text_needs_no_accents_and_every_word() -> None:
    """In any order; accents typed are no hindrance."""
    published(name="Vừ A Dính", position="Chủ nhiệm hợp tác xã chè")
    published(name="Vừ Thị Chè")
    assert names("q=vu+che") == names("q=chè+vừ") == ["Vừ Thị Chè", "Vừ A Dính"]
    assert names("q=hop+tac+xa") == ["Vừ A Dính"]
    assert names("q=khong+co+ai") == []


def test_facets_narrow_and_count_beside_each_other() -> None:
    """A value's count is what choosing it would leave."""
    fields = list(Field.objects.all()[:2])
    for turn in range(4):
        one = published(name=f"Lê Thị {'ABCD'[turn]}", year=2020 + turn % 2, direct_worker=turn == 0)
        one.field = fields[turn % 2]
        one.save()
    model = published(name="Mô hình trồng quế", kind="model", year=2020)
    shown = {facet.name: {option.value: option.count for option in facet.options} for facet in asked().facets}
    assert shown["doi-tuong"] == {"individual": 4, "model": 1}
    assert shown["nam"] == {"2021": 2, "2020": 3}
    assert shown["truc-tiep"] == {"1": 1}
    chosen = asked("doi-tuong=individual&nam=2020")
    shown = {facet.name: {option.value: option.count for option in facet.options} for facet in chosen.facets}
    assert shown["doi-tuong"] == {"individual": 2, "model": 1}
    assert shown["nam"] == {"2021": 2, "2020": 2}
    assert chosen.count == 2
    for facet in chosen.facets:
        for option in facet.options:
            assert asked(option.url[1:]).count == option.count
    assert names("doi-tuong=model") == [model.name]


def test_every_facet_agrees_with_the_tables() -> None:
    """Honours that stand, public movements, fields: counted as the tables have them, also after they change."""
    order = Honour.objects.create(code="hc", name="Huân chương thử", kind="order", level=50)
    movement = Movement.objects.create(name="Phong trào thử")
    one, two = published(name="Lê A"), published(name="Lê B")
    one.movements.add(movement)
    conferral = Conferral.objects.create(exemplar=two, honour=order, year=2024)
    assert names("phong-trao=phong-trao-thu") == ["Lê A"]
    assert names("cap=50") == ["Lê B"]
    two.refresh_from_db()
    assert two.honour_level == 50
    conferral.state = Conferral.State.REVOKED
    conferral.save()
    assert asked("cap=50").complaints
    two.refresh_from_db()
    assert two.honour_level == two.honour_rank == 0
    movement.is_public = False
    movement.save()
    assert asked("phong-trao=phong-trao-thu").complaints
    one.movements.clear()
    conferral.delete()
    two.delete()
    assert names() == ["Lê A"]


def test_a_place_is_found_under_its_old_and_its_new_name() -> None:
    """An example of 2019 from Bắc Kạn under Bắc Kạn and under Thái Nguyên, its commune then and now."""
    then = Place.objects.filter(level="commune", province__name="Bắc Kạn").exclude(valid_to=None).first()
    elsewhere = Place.objects.filter(level="commune", province__name="Cà Mau", valid_to=None).first()
    one, two = published(name="Lê A", year=2019), published(name="Lê B")
    for exemplar, place in ((one, then), (two, elsewhere)):
        exemplar.place = place
        exemplar.save()
    today = Place.objects.get(level="province", name="Thái Nguyên", valid_to=None)
    assert names(f"noi={then.province.slug}") == names(f"noi={today.slug}") == names(f"noi={then.slug}") == ["Lê A"]
    assert names(f"noi={elsewhere.slug}") == ["Lê B"]
    assert names("q=bac+kan") == names("q=thai+nguyen") == ["Lê A"]
    nobody = Place.objects.get(level="province", name="Cao Bằng")
    empty = asked(f"noi={nobody.slug}")
    assert (empty.count, empty.complaints) == (0, [])


def test_a_place_not_consented_to_finds_nobody() -> None:
    """Neither as a filter nor as a word."""
    exemplar = complete(held(name="Lê Giấu Chỗ"), for_place=False, for_face=False)
    for state in (State.VERIFYING, State.CONSENTED, State.APPROVED, State.PUBLISHED):
        decide(exemplar, state, actor=None, reason="x")
    assert asked(f"noi={exemplar.place.slug}").count == 0
    assert asked("q=" + exemplar.place.name).count == 0
    assert names("q=giau+cho") == ["Lê Giấu Chỗ"]
    exemplar.consents.update(for_place=True)
    Consent.objects.get(exemplar=exemplar).save()
    assert asked(f"noi={exemplar.place.slug}").count == 1


def test_three_ways_to_sort() -> None:
    """Newest, by given name, by the highest honour."""
    low = Honour.objects.create(code="l", name="Giấy khen thử", kind="commendation", level=20)
    high = Honour.objects.create(code="h", name="Huân chương thử", kind="order", level=50, classes=3)
    for name, honour, hang in (("Lê Ơn", high, 3), ("Lê Ân", low, 0), ("Lê An", high, 1)):
        Conferral.objects.create(exemplar=published(name=name), honour=honour, honour_class=hang, year=2024)
    assert names("sap-xep=ten") == ["Lê An", "Lê Ân", "Lê Ơn"]
    assert names("sap-xep=khen") == ["Lê An", "Lê Ơn", "Lê Ân"]
    assert names() == names("sap-xep=moi") == ["Lê An", "Lê Ân", "Lê Ơn"]


@pytest.mark.parametrize("order", ["moi", "ten", "khen"])
def test_pages_are_cut_alike_whichever_way_they_are_fetched(order: str, monkeypatch) -> None:
    """By name, by walking from either end, and by plain cutting: the same pages."""
    for turn in range(13):
        published(name=f"Lê Thị {chr(65 + turn)}", year=2020 + turn % 2)
    whole = list(asked(f"sap-xep={order}&nam=2020").rows())
    assert len(whole) == 7
    # Named; walked by the database; by us in one stretch, in two, and in more.
    for few, many, reach in ((100, 100, 1), (0, 100, 1), (0, 0, 1000), (0, 0, 6), (0, 0, 1)):
        monkeypatch.setattr("exemplars.registry.listing.rows.FEW", few)
        monkeypatch.setattr("exemplars.registry.listing.rows.MANY", many)
        monkeypatch.setattr("exemplars.registry.listing.rows.STEP", max(reach, 1))
        monkeypatch.setattr(
            "exemplars.registry.listing.rows.Rows._reach", lambda self, stop, reach=reach: max(reach, 1)
        )
        pages = asked(f"sap-xep={order}&nam=2020").paginator(2)
        assert [row for number in pages.page_range for row in pages.page(number)] == whole
    everybody = asked(f"sap-xep={order}").paginator(4)
    assert [row for number in everybody.page_range for row in everybody.page(number)] == list(
        asked(f"sap-xep={order}").rows()
    )


@pytest.mark.parametrize(
    "query",
    [
        "doi-tuong=x",
        "nam=abc",
        "nam=" + "9" * 300,
        "noi=khong-co",
        "cap=-1",
        "sap-xep=%27",
        "q=%00%f3",
        "truc-tiep=2",
        "q=" + "a" * 5000,
    ],
)
def test_nonsense_is_answered_politely(query: str) -> None:
    """It narrows nothing it cannot narrow, and is never an error."""
    published()
    found = asked(query)
    list(found.facets), list(found.paginator(20).page(1)) if found.count else None
    assert found.complaints or query.startswith("q=")


def test_a_list_takes_eight_queries(django_assert_max_num_queries) -> None:
    """Facets, labels, rows and portraits, whatever is chosen."""
    one = published()
    with django_assert_max_num_queries(8):
        found = asked(f"q=vang&nam=2025&noi={one.place.slug}")
        list(found.facets)
        assert len(list(found.paginator(20).page(1))) == 1


def test_rebuilding_gives_what_was_kept() -> None:
    """Sets kept by single saves and sets made anew are the same."""
    movement = Movement.objects.create(name="Phong trào thử")
    for turn in range(3):
        published(name=f"Lê Thị {chr(65 + turn)}").movements.add(movement)
    kept = everything_counted()
    assert facets.rebuild() == 3
    assert everything_counted() == kept
    one = Exemplar.objects.first()
    one.year = 2001
    one.save()
    assert names("nam=2001") == [one.name]
