"""Wagtail's own search, on the staff's index and without one."""

from unittest.mock import patch

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.management import CommandError, call_command
from modelsearch.query import MATCH_ALL, PlainText
from modelsearch.query import Phrase as Quoted
from wagtail.documents import get_document_model

from news.bulletins.models import BulletinPage
from portal.base.models import BasePage, PortalImage
from search import wagtail_backend
from search.engines import get_engine
from search.engines.base import IndexUnavailable
from search.staff.comparison import accent_blind
from search.staff.entries import beginnings
from search.staff.index import get_staff_engine
from tests import factories

pytestmark = pytest.mark.django_db

TITLE = "Đại hội nghìn việc tốt (lần thứ V) tại xã Mường Ảng"
NAUGHTY = [
    '"',
    "''",
    "[",
    "(?i",
    "\\",
    "*",
    "%_%",
    "😀" * 200,
    "x" * 10_000,
    "ha " * 5_000,
    "a\u0300" * 3_000,
    "\u202e\u200b\ufeff",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "{{7*7}}",
    "../../etc/passwd",
    "ﷺ ﷽ ᚠᛇᚻ ⅛ Ⅷ ß ŉ",
]


@pytest.fixture
def without_index(index_folder):
    """Leave the staff without an index: what is then done is the comparison in the database."""


@pytest.fixture
def with_index(db, index_folder):
    """Index the frame of the site for the staff; readers' index and what it learns are not asked here."""
    call_command("rebuild_index", index="staff", verbosity=0)


@pytest.fixture(params=["with_index", "without_index"])
def either_way(request):
    """Ask with an index, and without one."""
    request.getfixturevalue(request.param)


@pytest.fixture
def page(either_way, committed):
    factories.make_site()
    with committed():
        return factories.make_bulletin(TITLE)


def found(question: str, rows=None, **options) -> list[str]:
    rows = BasePage.objects.all() if rows is None else rows
    return [page.title for page in rows.autocomplete(question, **options)]


@pytest.mark.parametrize(
    "question",
    [
        "dai hoi",
        "đại hội",
        "ĐẠI HỘI",
        "nghin viec tot",
        "nghìn việc",
        "muong ang",
        "viec tot dai",
        "(lan",
        "(lan thu v)",
        "NGHÍN",
        "muo\u031b\u0300ng",
        '"dai hoi"',
    ],
)
def test_staff_find_pages_without_accents_and_capitals(page, question):
    for results in (BasePage.objects.search(question), BasePage.objects.autocomplete(question)):
        assert [found.pk for found in results] == [page.pk]
        assert len(results) == results.count() == 1


@pytest.mark.parametrize(
    "question", ["m", "dai h", "nghi", "viec to", "xa muo", "dai hoi nghin viec tot lan thu v tai x"]
)
def test_the_last_word_may_be_half_typed(page, question):
    assert TITLE in found(question)


def test_other_words_and_signs_find_nothing_and_break_nothing(page):
    for question in ("bong chuyen", "dai hoi bong chuyen", "", *NAUGHTY):
        assert found(question) == [], question
        assert list(BasePage.objects.search(question)) == [], question


ADMIN_LISTS = ["pages/search/", "pages/3/", "choose-page/search/", "images/", "documents/", "users/"]


@pytest.mark.parametrize("address", ADMIN_LISTS)
def test_no_input_breaks_a_list_of_the_admin(with_index, client, address):
    client.force_login(factories.make_user())
    for question in ('"dai hoi', "[(", "live:maybe", "😀" * 200, "ha " * 5_000, "a\x00b"):
        response = client.get(f"/quan-tri/{address}", {"q": question}, follow=True)
        assert response.status_code == (400 if "\x00" in question else 200), question


@pytest.mark.parametrize("model", ["bulletins/topic", "documents/officialdocument"])
def test_no_input_breaks_a_list_of_snippets(client, model):
    client.force_login(factories.make_user())
    for question in ('"dai hoi', "[(", "😀" * 200, "ha " * 5_000):
        assert client.get(f"/quan-tri/snippets/{model}/", {"q": question}, follow=True).status_code == 200


def test_a_number_of_a_document_is_found_however_it_is_typed(with_index, committed):
    with committed():
        factories.make_bulletin("Triển khai Quyết định 1526/QĐ-TTg")
        factories.make_bulletin("Triển khai Quyết định 152/QĐ-UBND")
    for question in ("1526", "1526/QĐ-TTg", "1526/qd-ttg", "1526/q", "quyet dinh 1526"):
        assert found(question) == ["Triển khai Quyết định 1526/QĐ-TTg"], question
    assert len(found("152")) == 2
    assert [page.title for page in BasePage.objects.search("152")] == ["Triển khai Quyết định 152/QĐ-UBND"]


def test_accents_hide_nothing_and_come_first_as_typed(with_index, committed):
    with committed():
        for title in ("Đai hới", "Dai hoi", "Đại hội"):
            factories.make_bulletin(title)
    assert found("đại hội")[0] == "Đại hội"
    assert found("đai hới")[0] == "Đai hới"
    assert sorted(found("dai hoi")) == ["Dai hoi", "Đai hới", "Đại hội"]


def test_both_spellings_of_one_sound_meet_half_typed_too(with_index, committed):
    with committed():
        factories.make_bulletin("Quản lý kĩ thuật ở Liên Sơn")
    for question in ("quan li", "quan ly", "ky", "ki", "lien son", "li", "ky thuat o li"):
        assert found(question), question
    assert {"ƥli", "ƥly", "ƥl"} == set(beginnings("lý"))


def test_drafts_are_found_by_staff_and_never_by_readers(site, committed):
    with committed():
        page = factories.make_bulletin("Bài đã đăng")
        page.title = "Chờ duyệt gương sáng"
        page.save_revision()
        factories.section().add_child(instance=BulletinPage(title="Chưa đăng gương sáng", live=False))
    assert sorted(found("guong sang")) == ["Bài đã đăng", "Chưa đăng gương sáng"]
    from search.question import parse

    for question in ("gương sáng", "ƥguong"):
        titles = [hit.entry.title for hit in get_engine().ask(parse(question)).hits(0, 50)]
        assert not any("gương sáng" in title for title in titles)
    assert all(not one.startswith("staff-") for one, _ in get_engine().digests())


def test_what_is_deleted_or_never_committed_is_not_found(site, committed):
    with committed():
        page = factories.make_bulletin(TITLE)
    with committed():
        page.delete()
    assert found("dai hoi") == []
    with committed():
        picture = factories.make_picture("Đại hội")
    with committed():
        picture.title = "Hội nghị"
        picture.save()
    assert not list(PortalImage.objects.autocomplete("dai hoi"))
    call_command("check_index", "--dry-run")


def test_pictures_by_description_and_tag_and_files_too(either_way, committed):
    with committed():
        picture = factories.make_picture("Đồng bào hiến đất")
        picture.description = "Trước nhà văn hóa"
        picture.save()
    for question in ("dong bao hien dat", "nha van hoa"):
        assert [one.pk for one in PortalImage.objects.search(question)] == [picture.pk]
    assert list(get_document_model().objects.search("dong bao")) == []


def test_a_tag_put_on_after_the_save_is_found(with_index, committed):
    with committed():
        picture = factories.make_picture("Ảnh")
    with committed():
        picture.tags.add("Nông thôn mới")
    assert [one.pk for one in PortalImage.objects.search("nong thon")] == [picture.pk]
    with committed():
        picture.tags.clear()
    assert not list(PortalImage.objects.search("nong thon"))


def test_the_callers_filters_order_and_slices_hold(with_index, committed):
    with committed():
        made = [factories.make_bulletin(f"Bài {number} về thủy lợi") for number in range(7)]
        made[3].unpublish()
    live = BasePage.objects.filter(live=True)
    assert len(found("thuy loi", live)) == live.autocomplete("thuy loi").count() == 6
    ordered = live.autocomplete("thuy loi", order_by_relevance=False)
    assert len(ordered[2:4]) == 2
    by_title = live.order_by("-title").autocomplete("thuy loi", order_by_relevance=False)
    assert [page.title[4] for page in by_title[1:3]] == ["5", "4"]
    ranked = live.autocomplete("thuy loi")
    assert [page.pk for page in ranked[2:4]] == [page.pk for page in ranked][2:4]
    assert ranked[0].pk == next(iter(ranked)).pk
    assert sum(ranked.facet("content_type_id").values()) == 6
    assert all(page.score > 0 for page in ranked.annotate_score("score"))
    assert isinstance(BasePage.objects.specific().autocomplete("thuy loi")[0], BulletinPage)
    assert BulletinPage.objects.autocomplete("thuy loi").count() == 7
    narrow = BasePage.objects.filter(pk__in=live.values_list("pk", flat=True))
    assert narrow.autocomplete("thuy loi").count() == 6
    assert narrow.count() == live.count()


def test_parts_joined_by_or_and_not(with_index, committed):
    with committed():
        for title in ("Thủy lợi nội đồng", "Giao thông nội đồng", "Thủy lợi đầu nguồn"):
            factories.make_bulletin(title)
    backend = BasePage.objects
    assert len(backend.search(PlainText("thuy loi") | PlainText("giao thong"))) == 3
    assert [page.title for page in backend.search(PlainText("thuy loi") & ~Quoted("noi dong"))] == [
        "Thủy lợi đầu nguồn"
    ]
    assert len(backend.search("giao dau", operator="or")) == 2
    assert len(backend.search(MATCH_ALL)) == BasePage.objects.count()
    assert [page.title for page in backend.search("giao", fields=["title"])] == ["Giao thông nội đồng"]


def test_no_more_than_the_most_are_looked_at(with_index, committed, monkeypatch):
    monkeypatch.setattr(wagtail_backend, "MOST", 2)
    with committed():
        for number in range(7):
            factories.make_bulletin(f"Bài {number} về thủy lợi")
    assert BasePage.objects.autocomplete("thuy loi").count() == 2
    # Words that so many hold tell nothing apart: the newest.
    assert [title[4] for title in found("thuy loi")] == ["6", "5"]


def test_the_admin_lists_and_choosers_use_it(page, client):
    client.force_login(factories.make_user())
    for url in (
        "/quan-tri/pages/search/?q=nghin+viec",
        "/quan-tri/choose-page/search/?q=nghin+viec&page_type=base.basepage",
    ):
        response = client.get(url)
        assert response.status_code == 200
        assert "Mường Ảng" in response.content.decode()


def test_who_may_not_see_a_page_does_not_find_it(page, client):
    stranger = get_user_model().objects.create_user("nguoi-la", password="mat-khau-thu")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(stranger)
    response = client.get("/quan-tri/pages/search/?q=nghin+viec", follow=True)
    assert "Mường Ảng" not in response.content.decode()


def test_as_many_queries_for_many_as_for_few(with_index, committed, django_assert_num_queries):
    with committed():
        for number in range(6):
            factories.make_bulletin(f"Bài {number} về thủy lợi")
    for question, count in (("thuy loi", 6), ("bai 1", 1)):
        with django_assert_num_queries(2):
            results = BasePage.objects.autocomplete(question)
            assert (results.count(), len(list(results[:4]))) == (count, min(count, 4))


@pytest.mark.parametrize("broken", ["garbage", '{"folder": "nowhere", "version": "2.1"}'])
def test_a_broken_index_is_made_up_for(site, committed, broken, index_folder):
    with committed():
        factories.make_bulletin(TITLE)
    (index_folder / "staff" / "current.json").write_text(broken)
    assert found("dai hoi") == [TITLE]
    with committed():
        factories.make_bulletin("Đại hội nữa")
    assert len(found("dai hoi")) == 2
    with pytest.raises(CommandError, match="staff"):
        call_command("check_index")
    call_command("update_index", verbosity=0)
    with patch.object(wagtail_backend.StaffSearchQueryCompiler, "build_single_term_filter", side_effect=AssertionError):
        assert len(found("dai hoi")) == 2


def test_update_index_makes_the_staffs_index_only(db, index_folder):
    call_command("update_index", "--chunk_size=10", verbosity=0)
    assert get_staff_engine().digests()
    assert dict(get_staff_engine().digests())
    with pytest.raises(IndexUnavailable):
        dict(get_engine().digests())


def test_every_vietnamese_vowel_is_met():
    assert accent_blind("a") == accent_blind("ậ") == accent_blind("Ằ")
    for form in "áàảãạăắằẳẵặâấầẩẫậ":
        assert form in accent_blind("a")
        assert form.upper() in accent_blind("a")
    assert accent_blind("a.b") == accent_blind("a") + r"\.b"
