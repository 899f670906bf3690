import pytest
from wagtail.documents import get_document_model

from portal.base.models import BasePage, PortalImage
from search.wagtail_backend import accent_blind
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def page():
    factories.make_site()
    return factories.make_bulletin("Đại hội nghìn việc tốt (lần thứ V) tại xã Mường Ảng")


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
        "v)",
        "NGHÍN",
        "muo\u031b\u0300ng",
    ],
)
def test_staff_find_pages_without_accents_and_capitals(page, question):
    for results in (BasePage.objects.search(question), BasePage.objects.autocomplete(question)):
        assert [found.pk for found in results] == [page.pk]


@pytest.mark.parametrize(
    "question", ["bong chuyen", '"', "''", "[", "(?i", "\\", "dai+hoi", "*", "😀" * 200, "x" * 10_000]
)
def test_other_words_and_signs_find_nothing_and_break_nothing(page, question):
    assert list(BasePage.objects.search(question)) == []


def test_pictures_and_files_too(page):
    picture = factories.make_picture("Đồng bào hiến đất")
    assert [found.pk for found in PortalImage.objects.search("dong bao hien dat")] == [picture.pk]
    assert list(get_document_model().objects.search("dong bao")) == []


def test_the_admin_lists_and_choosers_use_it(page, client):
    client.force_login(factories.make_user())
    for url in (
        "/quan-tri/pages/search/?q=nghin+viec",
        "/quan-tri/choose-page/search/?q=nghin+viec&page_type=base.basepage",
    ):
        response = client.get(url)
        assert response.status_code == 200
        assert "Mường Ảng" in response.content.decode()


def test_every_vietnamese_vowel_is_met():
    assert accent_blind("a") == accent_blind("ậ") == accent_blind("Ằ")
    for form in "áàảãạăắằẳẵặâấầẩẫậ":
        assert form in accent_blind("a")
        assert form.upper() in accent_blind("a")
    assert accent_blind("a.b") == accent_blind("a") + r"\.b"
