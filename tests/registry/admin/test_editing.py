"""The list, the form and the chooser of exemplars."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from exemplars.registry.admin.common import url_of
from exemplars.registry.consents import withdraw_consent
from exemplars.registry.models import Exemplar, Field, State
from portal.places.models import Place
from tests.documents.test_admin import form_of
from tests.registry.test_states import complete, held, published

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/snippets/registry/exemplar/"
CAM_GIANG = "xa-cam-giang-bach-thong-bac-kan"


def names(client: Client, query: str) -> list[str]:
    """The names the list shows."""
    response = client.get(LIST + query)
    assert response.status_code == 200
    return [row.name for row in response.context["object_list"]]


def test_the_list_finds_without_accents_and_by_reference(curator: Client) -> None:
    one = held(name="Quàng Thị Xuyến")
    held(name="Lê Văn Hùng")
    assert names(curator, "?q=quang+xuyen") == ["Quàng Thị Xuyến"]
    assert names(curator, f"?q={one.reference}") == ["Quàng Thị Xuyến"]
    assert names(curator, "?q=khong+co") == []


def test_the_list_goes_by_given_name_in_vietnamese_order(curator: Client) -> None:
    for name in ("Lê Văn Ân", "Bùi Thị Đào", "Trần An", "Đỗ Dũng", "Nguyễn Ăn"):
        held(name=name)
    assert names(curator, "?ordering=sort_key") == ["Trần An", "Nguyễn Ăn", "Lê Văn Ân", "Đỗ Dũng", "Bùi Thị Đào"]


def test_filters_narrow_and_nonsense_does_not_break(curator: Client) -> None:
    with_consent = complete(held(name="Có đồng ý", state=State.VERIFYING))
    held(name="Thiếu đồng ý", kind="model", year=2019, state=State.VERIFYING, is_demo=True)
    assert names(curator, "?kind=model") == ["Thiếu đồng ý"]
    assert names(curator, "?waits_for=consent") == ["Thiếu đồng ý"]
    assert names(curator, "?is_demo=true") == ["Thiếu đồng ý"]
    assert names(curator, f"?field={with_consent.field_id}") == ["Có đồng ý"]
    assert names(curator, "?year=2019&state=verifying") == ["Thiếu đồng ý"]
    assert names(curator, "?waits_for=review") == []
    for query in ("?year=x", "?year=99999999999999999999", "?field=x", "?state=x", "?waits_for=x", "?place=%25%25"):
        assert curator.get(LIST + query).status_code == 200


def test_a_place_is_meant_with_its_reach(curator: Client) -> None:
    held(name="Ở Bắc Kạn", place=Place.objects.get(slug=CAM_GIANG))
    held(name="Ở Thanh Hóa", place=Place.objects.get(slug="thanh-hoa"))
    for text in ("bac kan", "Thái Nguyên", "cam giang, bach thong", "xa cam giang, thai nguyen"):
        assert names(curator, f"?place={text}") == ["Ở Bắc Kạn"], text
    assert names(curator, "?place=khong co noi nay") == []


def test_the_list_costs_the_same_however_long(curator: Client, django_assert_max_num_queries) -> None:
    at = Place.objects.get(slug="thanh-hoa")
    for number in range(40):
        held(name=f"Lê Văn {number}", place=at)
    curator.get(LIST)
    with django_assert_max_num_queries(25):
        assert len(names(curator, "")) == 40


def filled(client: Client, **values: object) -> dict[str, object]:
    """The form of a new dossier, filled in."""
    form = form_of(client.get(url_of("add")).content.decode())
    return form | {"kind": "individual", "name": "H'Hen Niê", "year": "2024", **values}


def test_a_dossier_is_written_with_consent_and_replication(curator: Client) -> None:
    at = Place.objects.get(slug="thanh-hoa")
    form = filled(
        curator,
        name_by_hand="on",
        family_name="Niê",
        given_name="H'Hen",
        field=Field.objects.first().pk,
        place=at.pk,
        **{
            "consents-TOTAL_FORMS": "1",
            "consents-0-basis": "consent",
            "consents-0-giver": "subject",
            "consents-0-for_name": "on",
            "consents-0-given_on": "05/03/2026",
            "replications-TOTAL_FORMS": "1",
            "replications-0-place": at.pk,
            "replications-0-ORDER": "1",
        },
    )
    response = curator.post(url_of("add"), form)
    assert response.status_code == 302, response.context["form"].errors
    exemplar = Exemplar.objects.get()
    assert (exemplar.family_name, exemplar.given_name, exemplar.letter) == ("Niê", "H'Hen", "H")
    assert exemplar.reference == "GS-2024-0001"
    assert exemplar.state == State.NOMINATED
    assert exemplar.consents.get().for_name
    assert exemplar.replications.get().place == at
    for view in ("edit", "history", "usage"):
        assert curator.get(url_of(view, exemplar.pk)).status_code == 200


def test_consent_is_never_filled_in_beforehand(curator: Client) -> None:
    html = curator.get(url_of("add")).content.decode()
    for what in ("name", "face", "place", "story"):
        box = html.split(f'name="consents-__prefix__-for_{what}"')[1].split(">")[0]
        assert "checked" not in box


def test_editing_keeps_a_withdrawal_decided_meanwhile(curator: Client) -> None:
    exemplar = published(name="Vàng Thị Mỷ")
    address = url_of("edit", exemplar.pk)
    form = form_of(curator.get(address).content.decode())
    form |= {"kind": "individual", "position": "Trưởng bản", "consents-TOTAL_FORMS": "0", "consents-INITIAL_FORMS": "0"}
    withdraw_consent(exemplar, actor=None, reason="Đơn", public_reason="Theo đề nghị.")
    response = curator.post(address, form)
    assert response.status_code == 200
    assert "Có người vừa sửa" in response.content.decode()
    again = form | {"stamp": form_of(response.content.decode())["stamp"]}
    assert curator.post(address, again).status_code == 302
    exemplar.refresh_from_db()
    assert (exemplar.state, exemplar.is_public, exemplar.position) == (State.WITHDRAWN, False, "Trưởng bản")


def test_the_chooser_tells_namesakes_apart(editor: Client) -> None:
    one = held(name="Lê Văn Hùng", birth_year=1960)
    held(name="Lê Văn Hùng", birth_year=1985)
    held(name="Lê Văn Hùng", merged_into=one)
    results = reverse(Exemplar.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    html = editor.get(results + "?q=le+hung").content.decode()
    assert "1960" in html
    assert "1985" in html
    assert html.count("data-chooser-modal-choice") == 2
    assert "Lê Văn Hùng" not in editor.get(results + "?q=mai").content.decode()


def test_an_editor_looks_but_does_not_write(editor: Client) -> None:
    exemplar = held(name="Lê Văn Hùng")
    assert names(editor, "") == ["Lê Văn Hùng"]
    assert editor.get(url_of("add")).status_code == 302
    for name in ("edit", "decide", "evidence", "merge_choose", "withdraw_consent"):
        assert editor.get(url_of(name, exemplar.pk)).status_code == 302
