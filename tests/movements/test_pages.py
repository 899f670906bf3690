"""Public pages of movements, clusters and blocks."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from exemplars.movements.models import Criterion, Movement, Score, TermMember
from exemplars.stories.models import StoryPage, StorySubject
from search import registry
from tests.documents.factories import make_document
from tests.factories import publish, section
from tests.movements.factories import NORTH, criteria, give, make_cluster, make_term, members, north
from tests.registry.factories import make_exemplar, make_movement, make_organisation, make_place, succeed

pytestmark = pytest.mark.django_db
BUDGET = 12


def html(client: Client, url: str, status: int = 200) -> str:
    """The page at an address, as text with single spaces; it sets no cookie."""
    response = client.get(url)
    assert response.status_code == status
    assert not response.cookies
    return re.sub(r"\s+", " ", response.content.decode())


@pytest.fixture
def movements() -> dict[str, Movement]:
    """One that runs, one that ended, one to come, one of an office, one hidden."""
    return {
        "running": make_movement("Đổi mới sáng tạo", scope="national", starts_on=date(2025, 4, 24)),
        "ended": make_movement(
            "Nông thôn mới", scope="national", starts_on=date(2021, 1, 1), ends_on=date(2025, 12, 31)
        ),
        "coming": make_movement("Xanh hóa", scope="province", starts_on=date(2090, 1, 1)),
        "unit": make_movement("Ba nhất", scope="unit", starts_on=date(2024, 1, 1), slogan="Nhanh, gọn, đúng"),
        "hidden": make_movement("Chưa công bố", is_public=False),
    }


def listed(client: Client, query: str = "") -> list[str]:
    """Names of the movements listed, in order."""
    return [one.name for one in client.get(f"/phong-trao/{query}").context["movements"]]


def test_running_movements_stand_before_those_to_come_and_those_ended(client: Client, movements) -> None:
    assert listed(client) == ["Đổi mới sáng tạo", "Ba nhất", "Xanh hóa", "Nông thôn mới"]
    page = html(client, "/phong-trao/")
    places = [page.index(f'id="{state}"') for state in ("dang-dien-ra", "sap-toi", "da-ket-thuc")]
    assert places == sorted(places)
    assert "giai đoạn 2021-2025" in page
    assert "từ 24/4/2025" in page
    assert "Chưa công bố" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?pham-vi=unit", ["Ba nhất"]),
        ("?pham-vi=national&tinh-trang=da-ket-thuc", ["Nông thôn mới"]),
        ("?tinh-trang=sap-toi", ["Xanh hóa"]),
        ("?pham-vi=ministry", []),
    ],
)
def test_movements_are_narrowed(client: Client, movements, query: str, found: list[str]) -> None:
    assert listed(client, query) == found
    assert "noindex" in html(client, f"/phong-trao/{query}")


@pytest.mark.parametrize(
    "query", ["?pham-vi=x", "?tinh-trang=%F0%9F%98%80", "?page=99999999999", "?page=-1", "?loai=1"]
)
def test_nonsense_is_answered_politely(client: Client, movements, query: str) -> None:
    make_cluster()
    assert len(listed(client, query)) == 4
    html(client, f"/cum-khoi/{query}")


def test_a_movement_tells_its_facts(client: Client) -> None:
    launcher = make_organisation("Ủy ban nhân dân tỉnh Thử")
    above = make_movement("Cả nước thi đua")
    document = make_document("923/QĐ-TTg", "14/5/2025", issuer="thu-tuong")
    found = make_movement(
        "Tỉnh thi đua",
        slogan="Mỗi ngày một việc tốt",
        decision=document,
        launched_by=launcher,
        parent=above,
        summary="Thi đua làm việc tốt.\n\nMọi người tham gia.",
        starts_on=date(2025, 6, 1),
        ends_on=date(2027, 6, 1),
    )
    page = html(client, found.get_absolute_url())
    for said in (
        "Mỗi ngày một việc tốt",
        "Quyết định số 923/QĐ-TTg",
        "Ủy ban nhân dân tỉnh Thử",
        "Từ 1/6/2025 đến 1/6/2027",
        "Cả nước thi đua",
        "<p>Thi đua làm việc tốt.</p>",
        '<meta name="description" content="Thi đua làm việc tốt. Mọi người tham gia.">',
    ):
        assert said in page
    crumbs = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert [one["name"] for one in crumbs["itemListElement"]] == ["Trang chủ", "Phong trào thi đua", "Tỉnh thi đua"]
    assert "Tỉnh thi đua" in html(client, above.get_absolute_url())


def test_a_hidden_parent_follower_or_decision_is_not_shown(client: Client) -> None:
    hidden = make_movement("Kín bên trên", is_public=False)
    document = make_document("923/QĐ-TTg", "14/5/2025", issuer="thu-tuong", public=False)
    found = make_movement("Mở", parent=hidden, decision=document)
    make_movement("Kín bên dưới", parent=found, is_public=False)
    page = html(client, found.get_absolute_url()) + html(client, "/phong-trao/")
    assert "Kín" not in page
    assert "923" not in page


def test_what_is_not_public_is_nowhere(client: Client, movements) -> None:
    cluster = make_cluster(is_public=False)
    term = make_term(cluster)
    for url in (movements["hidden"].get_absolute_url(), cluster.get_absolute_url(), term.get_absolute_url()):
        html(client, url, 404)
    assert NORTH not in html(client, "/cum-khoi/")
    titles = {entry.title for entry in registry.read_all() if entry.kind in ("movement", "cluster")}
    assert titles == {"Đổi mới sáng tạo", "Nông thôn mới", "Xanh hóa", "Ba nhất"}
    for part in ("phong-trao", "cum-khoi", "cum-khoi-tung-nam"):
        sitemap = client.get(f"/sitemap-{part}.xml").content.decode()
        assert movements["hidden"].slug not in sitemap
        assert cluster.slug not in sitemap
    assert "/phong-trao/nong-thon-moi/" in client.get("/sitemap-phong-trao.xml").content.decode()


def test_the_exemplars_of_a_movement_are_the_public_ones(client: Client) -> None:
    found = make_movement("Nông thôn mới")
    for number in range(10):
        make_exemplar(f"Nguyễn Văn Số{number}", movements=[found])
    make_exemplar("Trần Thị Kín", movements=[found], public=False)
    make_exemplar("Lê Thị Ngoài")
    response = client.get(found.get_absolute_url())
    assert response.context["exemplar_count"] == 10
    page = response.content.decode()
    assert f"/guong/?phong-trao={found.slug}" in page
    assert "Xem cả 10 gương trong sổ gương sáng" in page
    assert page.count('class="person person-row"') == 8
    assert "Trần Thị Kín" not in page
    assert "Lê Thị Ngoài" not in page


def test_clusters_show_who_leads_now(client: Client) -> None:
    places = north()
    cluster = make_cluster()
    make_term(cluster, 2023, units=[places["Cao Bằng"], places["Tuyên Quang"]])
    make_term(cluster, 2024, units=[places["Tuyên Quang"], places["Hòa Bình"], places["Cao Bằng"]])
    make_cluster("Khối các sở", kind="khoi")
    page = html(client, "/cum-khoi/")
    assert "Năm 2024" in page
    assert "Năm 2023" not in page
    assert "nay thuộc tỉnh Phú Thọ" in page
    assert page.index(NORTH) < page.index("Khối các sở")
    only = html(client, "/cum-khoi/?loai=khoi")
    assert NORTH not in only
    assert "Chưa ghi năm hoạt động nào." in only
    own = html(client, cluster.get_absolute_url())
    assert own.index("Năm 2024") < own.index("Năm 2023")
    assert "3 thành viên" in own


def test_scores_are_told_only_when_the_year_is_closed(client: Client) -> None:
    term = make_term(make_cluster(), criteria=[("Kinh tế", "99")])
    first, second, third = members(term)
    give(first, ("77.5", "71.25"))
    give(second, ("60", "71.25"))
    first.result, first.rank, first.bonus = TermMember.Result.PROVINCE_FLAG, None, Decimal("3.5")
    first.save()
    page = html(client, term.get_absolute_url())
    assert "Kinh tế" in page
    assert "công bố sau hội nghị tổng kết" in page
    for secret in ("71,25", "77,5", "74,75", "3,5", "uy tôn"):
        assert secret not in page
    term.is_closed = True
    term.save()
    page = html(client, term.get_absolute_url())
    for said in ("71,25", "77,5", "74,75", "Suy tôn đề nghị tặng Cờ thi đua của tỉnh", "Đây chưa phải là danh hiệu"):
        assert said in page
    assert "thiếu 1/1 tiêu chí" in page
    assert "1 đơn vị chưa đủ điểm thẩm định" in page
    ranks = [(row.shown_rank, row.member) for row in client.get(term.get_absolute_url()).context["table"].by_rank]
    assert ranks == [(1, first), (2, second), (None, third)]
    assert "<caption>" in page
    assert '<th scope="row">' in page


@pytest.mark.parametrize("year", ["1900", "2023", "99999", "99999999999999999999999", "0"])
def test_a_year_that_is_not_there(client: Client, year: str) -> None:
    cluster = make_cluster()
    make_term(cluster)
    html(client, f"{cluster.get_absolute_url()}{year}/", 404)


def test_pages_take_few_queries_however_much_there_is(client: Client, django_assert_max_num_queries) -> None:
    cluster, movement = make_cluster(), make_movement("Lớn")
    units = []
    for number in range(50):
        old = make_place(f"Cũ {number}", kind="xã", under=make_place(f"Tỉnh {number}"), valid_to=date(2025, 6, 30))
        succeed(old, make_place(f"Mới {number}", kind="xã", under=old.province))
        units.append(old)
    term = make_term(cluster, units=units, criteria=[f"Tiêu chí {number}" for number in range(30)], is_closed=True)
    rows, columns = members(term), criteria(term)
    Score.objects.bulk_create(
        Score(member=member, criterion=criterion, own_points=9, checked_points=8)
        for member in rows
        for criterion in columns
    )
    for year in range(2010, 2024):
        make_term(cluster, year, units=units[:20])
    for number in range(30):
        make_term(make_cluster(f"Khối {number}", kind="khoi"), units=units[:3])
        make_movement(f"Con {number}", parent=movement, launched_by=make_organisation(f"Sở {number}"))
    for number in range(12):
        make_exemplar(f"Lò Thị Số{number}", movements=[movement], place=units[number])
    client.get("/")
    for url in (
        "/phong-trao/",
        movement.get_absolute_url(),
        "/cum-khoi/",
        cluster.get_absolute_url(),
        term.get_absolute_url(),
    ):
        with django_assert_max_num_queries(BUDGET):
            html(client, url)
    page = html(client, term.get_absolute_url())
    assert page.count("nay thuộc xã Mới") >= 50
    assert Criterion.objects.count() == 30


def test_stories_of_its_public_exemplars_stand_on_a_movement(client: Client) -> None:
    found = make_movement("Nông thôn mới")
    shown = [make_exemplar(name, movements=[found]) for name in ("Lý Thị Ơn", "Vàng A Thi")]
    kept = make_exemplar("Trần Thị Kín", movements=[found], public=False)
    for title, told in (("Hai người trồng quế", shown), ("Chuyện chưa kể", [kept]), ("Ở nơi khác", [make_exemplar()])):
        story = StoryPage(title=title, body=[("paragraph", "<p>Chuyện.</p>")])
        story.subjects = [StorySubject(exemplar=one) for one in told]
        publish(section("guong-dien-hinh"), story)
    assert [one.title for one in client.get(found.get_absolute_url()).context["stories"]] == ["Hai người trồng quế"]
