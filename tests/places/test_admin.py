"""Places in the admin: found without accents, shown with what they were and became, never deleted."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.desk.roles import CURATOR, EDITOR
from portal.places.models import Place, Succession
from portal.places.widgets import PlaceChooser
from tests.factories import make_user
from tests.places.test_gazetteer import place

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    """The address of an admin view of places."""
    return reverse(Place.snippet_viewset.get_url_name(name), args=args)


def chooser(name: str, *args: object) -> str:
    """The address of a view of the chooser."""
    return reverse(Place.snippet_viewset.chooser_viewset.get_url_name(name), args=args)


@pytest.fixture
def staff(client: Client) -> Client:
    """The admin as a curator sees it."""
    client.force_login(make_user(CURATOR.name))
    return client


def test_the_list_is_searched_without_accents(staff: Client, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(30):
        html = staff.get(address("list") + "?q=xa+cam+giang+thai+nguyen").content.decode()
    assert "Xã Cẩm Giàng, Tỉnh Thái Nguyên" in html
    assert "Hải Phòng" not in html.split("<tbody")[1].split("</tbody")[0]
    for query in (
        "?level=province",
        "?current=true",
        "?current=false&q=bac+kan",
        "?province=x",
        "?q=%00%25",
        "?p=9999",
    ):
        assert staff.get(address("list") + query).status_code in (200, 400, 404)


def test_a_place_tells_its_history(staff: Client) -> None:
    html = staff.get(address("inspect", place("thai-nguyen").pk)).content.decode()
    assert "Tỉnh Bắc Kạn (đến 30/06/2025)" in html
    assert "202/2025/QH15" in html
    html = staff.get(address("inspect", place("bac-kan").pk)).content.decode()
    assert "Tỉnh Thái Nguyên (từ 01/07/2025)" in html
    assert staff.get(address("inspect", 99_999_999)).status_code == 404


def test_staff_look_and_only_those_with_permission_change(client: Client, admin_client: Client) -> None:
    one = place("bac-kan").pk
    client.force_login(make_user(EDITOR.name))
    assert client.get(address("inspect", one)).status_code == 200
    for name, args in (("add", ()), ("edit", (one,)), ("delete", (one,))):
        assert client.get(address(name, *args)).status_code in (302, 403)
    assert admin_client.get(address("edit", one)).status_code == 200
    assert admin_client.get(address("delete", one)).status_code in (302, 403)
    successions = reverse(Succession.snippet_viewset.get_url_name("list"))
    assert "Tỉnh Đồng Nai (01/07/2025 đến 29/04/2026)" in admin_client.get(successions).content.decode()


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cam giang bach thong", "Xã Cẩm Giàng, Huyện Bạch Thông, Tỉnh Bắc Kạn (đến 30/06/2025)"),
        ("Thái Nguyên", "Tỉnh Thái Nguyên (từ 01/07/2025)"),
        ("bac kan", "Phường Bắc Kạn, Tỉnh Thái Nguyên (từ 01/07/2025)"),
    ],
)
def test_the_chooser_offers_the_likeliest_first(staff: Client, query: str, first: str) -> None:
    html = staff.get(chooser("choose_results"), {"q": query}).content.decode()
    rows = html.split("<tbody")[1]
    assert first in rows.split("</tr>")[0]


def test_the_chooser_tells_namesakes_apart(staff: Client) -> None:
    one = place("xa-cam-giang-bach-thong-bac-kan")
    said = "Xã Cẩm Giàng, Huyện Bạch Thông, Tỉnh Bắc Kạn (đến 30/06/2025)"
    assert staff.get(chooser("chosen", one.pk)).json()["result"]["string"] == said
    html = PlaceChooser().render("place", one.pk, {"id": "id_place"})
    assert said in html
    assert PlaceChooser().get_instance("garbage") is None
    assert staff.get(chooser("choose"), {"level": "commune", "current": "on"}).status_code == 200


def test_strangers_see_nothing(client: Client) -> None:
    for url in (address("list"), chooser("choose")):
        assert client.get(url).status_code == 302
