"""Movements, clusters and the grid of scores in the admin."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from exemplars.movements.admin.points import NotPoints, read_points
from exemplars.movements.models import Cluster, ClusterTerm, Movement, Score, TermMember
from exemplars.movements.saving import Conflict, Sheet, save_scores
from tests.factories import make_user
from tests.movements.factories import criteria, give, make_cluster, make_term, members, north
from tests.registry.factories import make_movement, make_organisation

pytestmark = pytest.mark.django_db


def staff(username: str, *codenames: str):
    """Make somebody who may enter the admin and do these things."""
    user = make_user("Biên tập viên", username)
    user.groups.clear()
    permissions = Permission.objects.filter(codename__in=["access_admin", *codenames])
    user.user_permissions.set(permissions)
    return user


@pytest.fixture
def curator(client: Client) -> Client:
    """The admin as one who keeps clusters sees it."""
    codenames = [
        f"{action}_{model}"
        for action in ("add", "change", "delete", "view")
        for model in ("movement", "cluster", "clusterterm")
    ]
    client.force_login(staff("giu-cum", *codenames))
    return client


def url(model: type, name: str, *args: object) -> str:
    """The address of an admin view."""
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def filled(term: ClusterTerm, **values: str) -> dict[str, str]:
    """The grid as a browser would send it: all empty but for these, with the version shown."""
    form = {"version": str(ClusterTerm.objects.get(pk=term.pk).version)}
    for member in members(term):
        form |= {f"bonus-{member.pk}": "", f"minus-{member.pk}": ""}
        for criterion in criteria(term):
            form |= {f"own-{member.pk}-{criterion.pk}": "", f"checked-{member.pk}-{criterion.pk}": ""}
    return form | values


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
