"""Suggestions as you type."""

import pytest
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from search.suggestions.finding import suggestions_for
from search.suggestions.models import Beginning, Suggestion
from tests import factories
from tests.documents.factories import make_document
from tests.registry.factories import make_exemplar, make_movement
from tests.search.naughty import NAUGHTY

URL = "/tim-kiem/goi-y/"


def suggested(client, typed: str) -> list[str]:
    response = client.get(URL, {"q": typed})
    assert response.status_code == 200
    return [row["text"] for row in response.json()["suggestions"]]


@pytest.fixture
def things(site, committed):
    with committed():
        page = factories.make_bulletin("Biểu dương cựu binh Sông Nhuệ")
        make_document("1526/QĐ-TTg", "9/12/2022", issuer="thu-tuong", kind="quyet-dinh", summary="Phát động")
        make_exemplar("Nguyễn Thị Hòa")
        make_movement("Người tốt việc tốt")
    return page


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("cuu b", "Biểu dương cựu binh Sông Nhuệ"),
        ("CỰU BINH SÔN", "Biểu dương cựu binh Sông Nhuệ"),
        ("sông nh", "Biểu dương cựu binh Sông Nhuệ"),
        ("bieu nhue", "Biểu dương cựu binh Sông Nhuệ"),
        ("1526", "Quyết định số 1526/QĐ-TTg ngày 09/12/2022"),
        ("1526/qd", "Quyết định số 1526/QĐ-TTg ngày 09/12/2022"),
        ("nguyen hoa", "Nguyễn Thị Hòa"),
        ("nguyễn thị hoà", "Nguyễn Thị Hòa"),
        ("viec to", "Người tốt việc tốt"),
    ],
)
def test_titles_are_found_by_the_beginnings_of_their_words(client, things, typed, title):
    assert suggested(client, typed)[:1] == [title]


def test_each_tells_its_kind_and_address_and_nothing_more(client, things):
    response = client.get(URL, {"q": "cuu binh"})
    [row] = response.json()["suggestions"]
    assert row == {"text": things.title, "kind": "Tin, bài", "url": things.url}
    assert response.headers["Cache-Control"].startswith("public")
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_what_stops_being_public_is_suggested_no_more(client, things, committed):
    with committed():
        things.unpublish()
    assert suggested(client, "cuu binh") == []
    with committed():
        things.save_revision().publish()
    assert suggested(client, "cuu binh") == [things.title]
    with committed():
        PageViewRestriction.objects.create(page=things, restriction_type="login")
    assert suggested(client, "cuu binh") == []


def test_a_person_held_or_hidden_is_not_suggested(client, things, committed):
    from exemplars.registry.models import Exemplar
    from exemplars.registry.models.state import State
    from exemplars.registry.states import decide

    with committed():
        make_exemplar("Quàng Văn Chờ", public=False)
    assert suggested(client, "quang van") == []
    with committed():
        hoa = Exemplar.objects.get(name="Nguyễn Thị Hòa")
        decide(hoa, State.HIDDEN, actor=None, reason="Rà soát", check=False)
    assert suggested(client, "nguyen thi h") == []


def test_a_new_title_takes_the_place_of_the_old(client, things, committed):
    with committed():
        things.title = "Gặp mặt già làng"
        things.save_revision().publish()
    assert suggested(client, "cuu binh") == []
    assert suggested(client, "gia lang") == ["Gặp mặt già làng"]


def test_taken_down_while_there_is_no_index_it_goes_too(client, things, committed, index_folder):
    import shutil

    shutil.rmtree(index_folder)
    with committed():
        things.unpublish()
    assert suggested(client, "cuu binh") == []


def test_a_rebuild_puts_the_table_right(client, things):
    Suggestion.objects.filter(title=things.title).delete()
    Suggestion.objects.create(entry="page:999999", kind="bulletin", title="Không còn nữa", url="/x/", digest="")
    call_command("rebuild_index", verbosity=0)
    assert suggested(client, "cuu binh") == [things.title]
    assert not Suggestion.objects.filter(entry="page:999999").exists()
    before = Beginning.objects.count()
    call_command("rebuild_index", verbosity=0)
    assert Beginning.objects.count() == before


def test_many_headlines_leave_room_for_names_and_all_cost_the_same(site, committed, django_assert_max_num_queries):
    with committed():
        make_movement("Thi đua yêu nước")
        for n in range(30):
            factories.make_bulletin(f"Thi đua tuần {n}")
    with django_assert_max_num_queries(8):
        found = [one.title for one in suggestions_for("thi đua")]
    assert "Thi đua yêu nước" in found
    assert len(found) == 8


def test_whatever_is_typed_gets_an_answer(client, things):
    for typed in NAUGHTY:
        assert client.get(URL, {"q": typed}).status_code in {200, 400}, typed


def test_only_reading_is_answered(client, site):
    assert client.post(URL, {"q": "thi"}).status_code == 405
    assert client.get(URL).json() == {"suggestions": []}
