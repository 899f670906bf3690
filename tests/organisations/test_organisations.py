"""Organisations: what they became, what they are called, how staff find them."""

from datetime import date

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from exemplars.organisations.loading import load_organisations
from exemplars.organisations.models import Organisation, OrganisationSuccession
from exemplars.organisations.resolve import OrganisationFinder, find_organisation

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2024, 12, 1), date(2026, 1, 1)


def organisation(slug: str) -> Organisation:
    """An organisation by its address."""
    return Organisation.objects.get(slug=slug)


def slugs(found: list[Organisation]) -> set[str]:
    """The addresses of organisations."""
    return {one.slug for one in found}


def test_two_boards_became_one() -> None:
    joined = organisation("ban-tuyen-giao-va-dan-van-tinh-uy")
    parts = {"ban-tuyen-giao-tinh-uy", "ban-dan-van-tinh-uy"}
    assert slugs(joined.predecessors()) == parts
    assert slugs(joined.predecessors(BEFORE)) == parts
    for slug in parts:
        assert organisation(slug).successors(AFTER) == [joined]
        assert organisation(slug).successors(BEFORE) == []
        assert not organisation(slug).is_current
        assert organisation(slug).names_at(AFTER) == ["Ban Tuyên giáo và Dân vận Tỉnh ủy"]
    assert set(joined.names_at(BEFORE)) == {"Ban Tuyên giáo Tỉnh ủy", "Ban Dân vận Tỉnh ủy"}


def test_one_department_went_to_several() -> None:
    assert slugs(organisation("so-lao-dong-thuong-binh-va-xa-hoi").successors(AFTER)) == {
        "so-noi-vu",
        "so-giao-duc-va-dao-tao",
        "so-y-te",
        "so-nong-nghiep-va-moi-truong",
    }


def test_a_circle_of_links_is_walked_once(django_assert_max_num_queries: object) -> None:
    first, second, third = (Organisation.objects.create(name=f"Đội {n}") for n in (1, 2, 3))
    for old, new in ((first, second), (second, third), (third, first)):
        OrganisationSuccession.objects.create(predecessor=old, successor=new)
    with django_assert_max_num_queries(5):
        assert slugs(first.successors(AFTER)) == {second.slug, third.slug}


def test_loading_again_changes_nothing_unless_asked() -> None:
    count, links = Organisation.objects.count(), OrganisationSuccession.objects.count()
    one = organisation("so-noi-vu")
    one.name = "Sở Nội vụ (sửa)"
    one.save()
    organisation("ban-dan-van-tinh-uy").links_to_successors.all().delete()
    assert load_organisations() == 0
    assert OrganisationSuccession.objects.count() == links - 1
    assert organisation("so-noi-vu").name == "Sở Nội vụ (sửa)"
    call_command("load_organisations", overwrite=True, verbosity=0)
    assert (Organisation.objects.count(), OrganisationSuccession.objects.count()) == (count, links)
    assert organisation("so-noi-vu").name == "Sở Nội vụ"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sở nội vụ", ["so-noi-vu"]),
        ("SNV", ["so-noi-vu"]),
        ("Ban TĐKT tỉnh", ["ban-thi-dua-khen-thuong-tinh"]),
        ("Ban Thi đua Khen thưởng tỉnh", ["ban-thi-dua-khen-thuong-tinh"]),
        ("UBND tỉnh", ["uy-ban-nhan-dan-tinh"]),
        ("ban tuyen giao", ["ban-tuyen-giao-tinh-uy"]),
        ("Ban Tuyên giáo và Dân vận", ["ban-tuyen-giao-va-dan-van-tinh-uy"]),
        ("Sở Không Có", []),
        ("", []),
        ("\x00 %", []),
    ],
)
def test_names_are_found_without_accents(text: str, expected: list[str]) -> None:
    assert [one.slug for one in find_organisation(text)] == expected


def test_a_day_narrows_and_a_finder_asks_once(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        finder = OrganisationFinder()
        assert finder.find("Ban Tuyên giáo Tỉnh ủy", AFTER) == []
        assert len(finder.find("Ban Tuyên giáo Tỉnh ủy", BEFORE)) == 1


def test_staff_search_choose_and_link(admin_client: Client) -> None:
    def url(name: str, *args: object) -> str:
        return reverse(Organisation.snippet_viewset.get_url_name(name), args=args)

    html = admin_client.get(url("list") + "?q=tuyen+giao+dan+van").content.decode()
    assert "Ban Tuyên giáo và Dân vận Tỉnh ủy" in html
    assert "Sở Nội vụ" not in html.split("<tbody")[1]
    for query in ("?kind=party", "?current=false", "?kind=x", "?q=%00"):
        assert admin_client.get(url("list") + query).status_code in (200, 400)
    choose = reverse(Organisation.snippet_viewset.chooser_viewset.get_url_name("choose_results"))
    assert "Ban Dân vận Tỉnh ủy" in admin_client.get(choose, {"q": "dan van tinh uy"}).content.decode()
    html = admin_client.get(url("edit", organisation("ban-dan-van-tinh-uy").pk)).content.decode()
    assert "Đã trở thành" in html
    form = {
        "name": "Trường Trung học phổ thông Suối Ngàn",
        "kind": "school",
        "links_to_successors-TOTAL_FORMS": 0,
        "links_to_successors-INITIAL_FORMS": 0,
    }
    assert admin_client.post(url("add"), form).status_code == 302
    assert organisation("truong-trung-hoc-pho-thong-suoi-ngan").kind == "school"


def test_strangers_and_staff_without_permission_see_nothing(client: Client) -> None:
    assert client.get(reverse(Organisation.snippet_viewset.get_url_name("list"))).status_code == 302
