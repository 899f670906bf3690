"""Movements, clusters and the grid of scores in the admin."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from exemplars.movements.models import Cluster, ClusterTerm, Movement, Score
from tests.movements.desk import filled, staff, url
from tests.movements.factories import criteria, give, make_cluster, make_term, members, north
from tests.registry.factories import make_movement, make_organisation

pytestmark = pytest.mark.django_db


def test_lists_are_searched_without_accents(curator: Client) -> None:
    make_movement("Đổi mới sáng tạo")
    make_movement("Nông thôn mới")
    make_term(make_cluster(), 2024)
    make_term(make_cluster("Khối các sở"), 2023)
    assert "Nông thôn mới" not in curator.get(url(Movement, "list") + "?q=doi+moi").content.decode()
    assert "Đổi mới sáng tạo" in curator.get(url(Movement, "list") + "?q=doi+moi").content.decode()
    terms = curator.get(url(ClusterTerm, "list") + "?q=trung+du+2024").content.decode()
    assert "miền núi" in terms.lower()
    assert "Khối các sở, 2023" not in terms
    for address in (
        url(Movement, "list") + "?state=da-ket-thuc&ordering=-public_exemplars",
        url(Movement, "list") + "?state=x",
        url(Cluster, "list") + "?q=so&kind=khoi&ordering=newest_year",
        url(ClusterTerm, "list") + "?year=2024&is_closed=false&ordering=member_count",
        url(ClusterTerm, "list") + "?year=abc&q=2024",
    ):
        assert curator.get(address).status_code == 200
    chooser = reverse(Movement.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert "Đổi mới sáng tạo" in curator.get(chooser + "?q=doi+moi").content.decode()


def term_form(cluster: Cluster, rows: list[dict[str, object]], points: list[dict[str, object]], **more: object) -> dict:
    """The form of a term, as a browser would send it."""
    form: dict[str, object] = {"cluster": cluster.pk, "year": "2024", "decision": "", "note": ""} | more
    for prefix, listed in (("members", rows), ("criteria", points)):
        form |= {f"{prefix}-TOTAL_FORMS": len(listed), f"{prefix}-MIN_NUM_FORMS": 0, f"{prefix}-MAX_NUM_FORMS": 1000}
        form[f"{prefix}-INITIAL_FORMS"] = sum(1 for row in listed if row.get("id"))
        for number, row in enumerate(listed):
            empty = {"id": "", "ORDER": number + 1, "DELETE": ""}
            form |= {f"{prefix}-{number}-{name}": value for name, value in (empty | row).items()}
    return form


def test_a_term_is_made_with_members_and_criteria(curator: Client) -> None:
    places, cluster = north(), make_cluster()
    rows = [
        {"place": places["Tuyên Quang"].pk, "organisation": "", "role": "head", "rank": "", "result": ""},
        {"place": places["Hòa Bình"].pk, "organisation": "", "role": "deputy", "rank": "", "result": ""},
    ]
    points = [{"group": "Kinh tế", "name": "Thu ngân sách", "max_points": "10"}]
    response = curator.post(url(ClusterTerm, "add"), term_form(cluster, rows, points))
    assert response.status_code == 302, response.context["form"].formsets["members"].errors
    term = ClusterTerm.objects.get()
    assert [(str(one), one.role) for one in members(term)] == [
        ("Tỉnh Tuyên Quang", "head"),
        ("Tỉnh Hòa Bình", "deputy"),
    ]
    assert curator.get(url(ClusterTerm, "edit", term.pk)).status_code == 200
    assert curator.get(url(ClusterTerm, "history", term.pk)).status_code == 200


def test_a_wrong_term_is_refused_in_words_and_keeps_what_was_chosen(curator: Client) -> None:
    places, cluster = north(), make_cluster()
    row = {"organisation": "", "role": "member", "rank": "", "result": ""}
    rows = [
        row | {"place": places["Hòa Bình"].pk, "rank": "2"},
        row | {"place": places["Phú Thọ mới"].pk},
    ]
    response = curator.post(url(ClusterTerm, "add"), term_form(cluster, rows, []))
    page = response.content.decode()
    assert response.status_code == 200
    for said in ("Chưa chọn trưởng cụm, khối", "sau sắp xếp) cùng có mặt", "không liền nhau"):
        assert said in page
    assert not ClusterTerm.objects.exists()
    both = [row | {"place": places["Cao Bằng"].pk, "organisation": make_organisation().pk, "role": "head"}]
    assert "không cả hai" in curator.post(url(ClusterTerm, "add"), term_form(cluster, both, [])).content.decode()


def test_what_has_scores_is_not_deleted_with_them(curator: Client) -> None:
    term = make_term(make_cluster(), criteria=["Kinh tế", "Văn hóa"])
    give(members(term)[2], ("9", "8.5"))
    rows = [
        {"id": one.pk, "place": "", "organisation": one.organisation_id, "role": one.role, "rank": "", "result": ""}
        for one in members(term)
    ]
    points = [{"id": one.pk, "group": "", "name": one.name, "max_points": "10"} for one in criteria(term)]
    rows[2]["DELETE"] = points[0]["DELETE"] = "on"
    response = curator.post(url(ClusterTerm, "edit", term.pk), term_form(term.cluster, rows, points))
    assert response.content.decode().count("đã có điểm") == 2
    rows[2]["DELETE"] = points[0]["DELETE"] = ""
    points[0]["max_points"] = "8"
    response = curator.post(url(ClusterTerm, "edit", term.pk), term_form(term.cluster, rows, points))
    assert "cao hơn mức tối đa mới" in response.content.decode()
    assert Score.objects.count() == 1
    points[0]["max_points"] = "9"
    points[1]["DELETE"] = "on"
    response = curator.post(url(ClusterTerm, "edit", term.pk), term_form(term.cluster, rows, points))
    assert response.status_code == 302
    assert [one.max_points for one in criteria(term)] == [Decimal(9)]
    assert ClusterTerm.objects.get().version == term.version + 1


def test_the_next_year_is_made_from_the_admin(curator: Client) -> None:
    places = north()
    term = make_term(make_cluster(), 2025, units=[places["Tuyên Quang"], places["Hòa Bình"], places["Phú Thọ"]])
    address = url(ClusterTerm, "next_year", term.pk)
    page = curator.get(address).content.decode()
    assert "Tỉnh Phú Thọ thay cho Tỉnh Hòa Bình và Tỉnh Phú Thọ." in page
    assert "chưa lần nào" in page
    for wrong in ("", "x", "2025", "99999999999999999999"):
        assert curator.post(address, {"year": wrong}).status_code == 422
    response = curator.post(address, {"year": "2026"}, follow=True)
    made = ClusterTerm.objects.get(year=2026)
    assert response.redirect_chain[-1][0] == url(ClusterTerm, "edit", made.pk)
    assert "Đã chép" in response.content.decode()
    assert "từ năm 2025" in curator.get(url(ClusterTerm, "history", made.pk)).content.decode()


def test_who_may_not_is_refused(client: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    client.force_login(staff("xem", "view_clusterterm"))
    for name in ("scores", "next_year", "edit"):
        address = url(ClusterTerm, name, term.pk)
        for response in (client.get(address), client.post(address, filled(term))):
            assert response.status_code in (302, 403)
            assert response.headers.get("Location", "/quan-tri/") == "/quan-tri/"
    listed = client.get(url(ClusterTerm, "list")).content.decode()
    assert "Chấm điểm" not in listed
    client.logout()
    assert client.get(url(ClusterTerm, "scores", term.pk)).status_code == 302
    assert not Score.objects.exists()


@pytest.mark.parametrize("pk", ["0", "x", "9" * 30, "1'"])
def test_no_such_term(curator: Client, pk: str) -> None:
    assert curator.get(url(ClusterTerm, "scores", pk)).status_code == 404
    assert curator.get(url(ClusterTerm, "next_year", pk)).status_code == 404


def test_the_lists_lead_to_scores_and_next_year(curator: Client) -> None:
    term = make_term(criteria=["Kinh tế"])
    for page in (curator.get(url(ClusterTerm, "list")), curator.get(url(ClusterTerm, "edit", term.pk))):
        text = page.content.decode()
        assert url(ClusterTerm, "scores", term.pk) in text
        assert url(ClusterTerm, "next_year", term.pk) in text
