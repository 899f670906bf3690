"""The base page: slugs, dates, sections, privacy, cut pictures."""

import pytest
from django.db import IntegrityError, transaction
from wagtail.models import PageViewRestriction
from wagtail.signals import page_published

from news.bulletins.models import BulletinPage
from portal.base.images import ALL_SPECS
from portal.base.models import BasePage
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    factories.make_site()


def test_a_title_makes_an_ascii_address():
    page = factories.make_bulletin("Ban hành Kế hoạch công tác thi đua, khen thưởng năm 2023")
    assert page.get_url() == "/tin-tuc/ban-hanh-ke-hoach-cong-tac-thi-dua-khen-thuong-nam-2023/"


def test_a_draft_gets_its_address_from_the_same_table():
    page = BulletinPage(title="Biểu dương người lao động", live=False)
    factories.section().add_child(instance=page)
    assert page.slug == "bieu-duong-nguoi-lao-dong"


def test_two_pages_of_one_title_get_two_addresses():
    first, second = factories.make_bulletin("Đà Nẵng"), factories.make_bulletin("Đà Nẵng")
    assert (first.slug, second.slug) == ("da-nang", "da-nang-2")


def test_a_title_is_stored_composed_and_without_stray_space():
    page = factories.make_bulletin("Điển  hình\u00a0tiên tiến ".replace("ể", "e\u0302\u0309"))
    assert page.title == "Điển hình tiên tiến"


def test_the_display_date_is_the_moment_of_publishing_unless_given():
    given = factories.moment("2024-01-08 15:52")
    assert factories.make_bulletin("Một", display_date=given).display_date == given
    draft = BulletinPage(title="Hai", live=False)
    factories.section().add_child(instance=draft)
    draft.save_revision().publish()
    page = BulletinPage.objects.get(pk=draft.pk)
    assert page.display_date == page.first_published_at.replace(microsecond=0)


def test_a_draft_has_no_date_and_is_not_public():
    factories.section().add_child(instance=BulletinPage(title="Bản nháp", live=False))
    draft = BulletinPage.objects.get(title="Bản nháp")
    assert draft.display_date is None
    assert not BasePage.objects.public_cards().filter(pk=draft.pk).exists()


def test_a_page_knows_its_section_and_follows_a_move():
    page = factories.make_bulletin()
    assert page.section.slug == "tin-tuc"
    page.move(factories.section("guong-dien-hinh"), pos="last-child")
    assert BasePage.objects.get(pk=page.pk).section.slug == "guong-dien-hinh"


def test_a_copy_stands_in_the_section_it_was_copied_to():
    copy = factories.make_bulletin().copy(to=factories.section("phong-trao-thi-dua"), update_attrs={"slug": "ban-sao"})
    assert copy.section.slug == "phong-trao-thi-dua"


def test_public_leaves_out_everything_below_a_restriction_in_one_query(django_assert_num_queries):
    page, other = factories.make_bulletin("Kín"), factories.make_bulletin("Mở", under="guong-dien-hinh")
    PageViewRestriction.objects.create(page=factories.section(), restriction_type=PageViewRestriction.LOGIN)
    with django_assert_num_queries(1):
        found = set(BasePage.objects.live().public().values_list("pk", flat=True))
    assert other.pk in found
    assert page.pk not in found
    assert page.section_id not in found


def test_a_restricted_page_is_not_served(client):
    page = factories.make_bulletin("Kín")
    assert client.get(page.url).status_code == 200
    PageViewRestriction.objects.create(page=factories.section(), restriction_type=PageViewRestriction.LOGIN)
    assert client.get(page.url).status_code == 302


def test_an_alias_of_a_restricted_page_stays_restricted(client):
    page = factories.make_bulletin("Kín")
    alias = page.create_alias(parent=factories.section("guong-dien-hinh"))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(alias.url).status_code == 302


def test_publishing_cuts_every_size_before_the_first_reader(django_capture_on_commit_callbacks):
    picture = factories.make_picture()
    with django_capture_on_commit_callbacks(execute=True):
        page = factories.make_bulletin(main_image=picture, body=[("photo", {"image": factories.make_picture("Hai")})])
    for image in page.images_to_cut():
        assert set(image.renditions.values_list("filter_spec", flat=True)) == set(ALL_SPECS)


def test_publishing_is_whole_or_not_at_all():
    page = BulletinPage(title="Bài lỗi", live=False)
    factories.section().add_child(instance=page)
    revision = page.save_revision()

    def break_down(**kwargs):
        raise IntegrityError("hỏng giữa chừng")

    page_published.connect(break_down)
    try:
        with pytest.raises(IntegrityError), transaction.atomic():
            revision.publish()
    finally:
        page_published.disconnect(break_down)
    page.refresh_from_db()
    assert not page.live
    assert page.last_published_at is None
