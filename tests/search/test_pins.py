"""Results pinned to questions, and who may see questions and pin."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from portal.desk.roles import CURATOR, EDITOR, MODERATOR, PUBLISHER
from search.question import parse
from search.questions.admin.viewsets import PastQuestionViewSet, PinViewSet
from search.questions.counting import count
from search.questions.models import PastQuestion, Pin
from search.suggestions.finding import suggestions_for
from tests import factories
from tests.documents.factories import make_document


def address(viewset, view: str, *args) -> str:
    return reverse(viewset().get_url_name(view), args=args)


@pytest.fixture
def page(site, committed):
    with committed():
        page = factories.make_bulletin("Lịch tiếp công dân năm 2026")
        for n in range(3):
            factories.make_bulletin(f"Mức thưởng huân chương {n}")
    return page


@pytest.fixture
def secretary(client, site):
    client.force_login(factories.make_user(PUBLISHER.name))
    return client


def pin(question: str, url: str, **fields) -> Pin:
    made = Pin(question=question, address=url, **fields)
    made.full_clean()
    made.save()
    return made


def pinned(client, **parameters) -> list[str]:
    return [one["title"] for one in client.get("/tim-kiem/", parameters).context["pinned"]]


def test_a_pin_stands_first_with_its_mark_however_the_question_is_written(client, page):
    pin("Mức thưởng", page.url)
    for question in ("mức thưởng", "MUC THUONG", "mức  thưởng?"):
        assert pinned(client, q=question) == [page.title], question
    assert pinned(client, q="mức thưởng huân chương") == []
    html = client.get("/tim-kiem/", {"q": "muc thuong"}).content.decode()
    assert html.index("Do ban biên tập chọn") < html.index('class="results"')


def test_pins_keep_their_order_and_what_is_found_too_is_not_shown_twice(client, page, committed):
    with committed():
        other = factories.make_bulletin("Hướng dẫn mới")
    pin("lịch tiếp", page.url, sort_order=2)
    pin("lịch tiếp", f"https://guong.example{other.url}", sort_order=1)
    response = client.get("/tim-kiem/", {"q": "lich tiep"})
    assert [one["title"] for one in response.context["pinned"]] == ["Hướng dẫn mới", page.title]
    assert page.title not in [row.entry.title for row in response.context["rows"]]


def test_a_pin_helps_where_nothing_is_found_and_stays_out_of_filters_and_later_pages(client, page):
    pin("xyzxyz", page.url)
    assert pinned(client, q="xyzxyz") == [page.title]
    assert pinned(client, q="xyzxyz", year="2024") == []
    assert pinned(client, q="xyzxyz", page="2") == []


def test_never_what_is_not_public(client, page, committed):
    pin("muc thuong", page.url)
    with committed():
        PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert pinned(client, q="muc thuong") == []


def test_any_public_entry_may_be_pinned(client, page, committed):
    with committed():
        document = make_document("21/KH-UBND", "16/1/2023")
    pin("muc thuong", document.get_absolute_url())
    assert pinned(client, q="muc thuong") == ["Kế hoạch số 21/KH-UBND ngày 16/01/2023"]


def test_the_secretary_pins_and_wrong_addresses_are_told(secretary, page):
    form = {"question": "mức thưởng", "address": "/khong-co-trang-nay/", "sort_order": "1"}
    response = secretary.post(address(PinViewSet, "add"), form)
    assert "Không có mục công khai nào ở địa chỉ này" in response.content.decode()
    for wrong in ("http://[", "javascript:alert(1)", "x" * 600, "🎉"):
        assert secretary.post(address(PinViewSet, "add"), form | {"address": wrong}).status_code == 200
    assert "ít nhất một chữ" in secretary.post(address(PinViewSet, "add"), form | {"question": "?!"}).content.decode()
    secretary.post(address(PinViewSet, "add"), form | {"address": page.url})
    made = Pin.objects.get()
    assert (made.key, made.entry) == ("muc thuong", f"page:{page.pk}")
    again = secretary.post(address(PinViewSet, "add"), form | {"address": page.url, "question": "Muc Thuong"})
    assert "đã được ghim" in again.content.decode()


def test_questions_without_results_are_listed_those_asked_most_first_with_a_way_to_pin(secretary, page):
    for n in range(3):
        count(parse("mũ bảo hiểm"), 0, f"reader {n}")
    count(parse("xe đạp"), 0, "reader")
    count(parse("lịch tiếp dân"), 1, "reader")
    html = secretary.get(address(PastQuestionViewSet, "list"), {"answered": "no"}).content.decode()
    assert html.index("mũ bảo hiểm") < html.index("xe đạp")
    assert "lịch tiếp dân" not in html
    assert f"{address(PinViewSet, 'add')}?question=m%C5%A9+b%E1%BA%A3o+hi%E1%BB%83m" in html
    assert "lịch tiếp dân" in secretary.get(address(PastQuestionViewSet, "list"), {"q": "lich tiep"}).content.decode()
    html = secretary.get(address(PinViewSet, "add"), {"question": "mũ bảo hiểm"}).content.decode()
    assert 'value="mũ bảo hiểm"' in html


def test_a_question_is_hidden_from_suggestions_and_cannot_be_changed_otherwise(secretary, page):
    for n in range(6):
        count(parse("bà Nguyễn Thị Lan"), 2, f"reader {n}")
    asked = PastQuestion.objects.get()
    asked.first_asked = asked.first_asked.replace(year=asked.first_asked.year - 1)
    asked.save()
    assert suggestions_for("ba nguyen")
    secretary.post(address(PastQuestionViewSet, "edit", asked.pk), {"is_hidden": "on", "text": "khác"})
    asked.refresh_from_db()
    assert (asked.is_hidden, asked.text) == (True, "bà Nguyễn Thị Lan")
    assert suggestions_for("ba nguyen") == []
    count(parse("bà Nguyễn Thị Lan"), 2, "another reader")
    assert suggestions_for("ba nguyen") == []


@pytest.mark.parametrize("role", [EDITOR.name, CURATOR.name, MODERATOR.name])
def test_other_roles_neither_see_questions_nor_pin(client, page, role):
    client.force_login(factories.make_user(role))
    for viewset in (PastQuestionViewSet, PinViewSet):
        response = client.get(address(viewset, "list"))
        assert response.status_code == 302, (role, viewset)
    client.post(address(PinViewSet, "add"), {"question": "x", "address": page.url, "sort_order": "1"})
    assert not Pin.objects.exists()


def test_nobody_adds_or_deletes_what_readers_asked(admin_client, page):
    count(parse("xe đạp"), 0, "reader")
    asked = PastQuestion.objects.get()
    assert admin_client.get(address(PastQuestionViewSet, "add")).status_code == 302
    admin_client.post(address(PastQuestionViewSet, "delete", asked.pk))
    assert PastQuestion.objects.exists()
