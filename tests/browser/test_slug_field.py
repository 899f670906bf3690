"""An editor types a Vietnamese title in the admin, and the address follows."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.base.models import BasePage
from portal.home.models import HomePage


@pytest.fixture
def editor(page: Page, live_server: LiveServer, admin_client: Client) -> Page:
    """A browser in which an administrator has signed in."""
    session = admin_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page.set_default_timeout(15_000)
    return page


@pytest.fixture
def new_page(editor: Page, live_server: LiveServer) -> Page:
    """The form for a new section."""
    home = HomePage.objects.get()
    editor.goto(live_server.url + reverse("wagtailadmin_pages:add", args=["home", "sectionpage", home.pk]))
    return editor


def let_the_title_write(page: Page) -> None:
    """Wait for what leaving the title field sets off: it writes into the slug a tenth of a second later."""
    page.wait_for_timeout(500)


def test_the_slug_follows_the_title(new_page: Page) -> None:
    title, slug = new_page.locator("#id_title"), new_page.locator("#id_slug")
    title.press_sequentially("Gương người tốt – Đắk")
    expect(slug).to_have_value("guong-nguoi-tot-dak")
    title.press_sequentially(" Lắk")
    title.blur()
    expect(slug).to_have_value("guong-nguoi-tot-dak-lak")
    # Still in step after coming back: the slug is the title's.
    title.press("End")
    title.press_sequentially(" 2023")
    expect(slug).to_have_value("guong-nguoi-tot-dak-lak-2023")


def test_a_slug_typed_by_hand_is_cleaned_and_then_kept(new_page: Page) -> None:
    title, slug = new_page.locator("#id_title"), new_page.locator("#id_slug")
    title.press_sequentially("Thi đua")
    expect(slug).to_have_value("thi-dua")
    new_page.get_by_role("tab").nth(1).click()
    let_the_title_write(new_page)
    slug.fill("Quyết định 1526/QĐ-TTg")
    slug.blur()
    expect(slug).to_have_value("quyet-dinh-1526-qd-ttg")
    slug.fill("")
    slug.blur()
    expect(slug).to_have_value("")
    slug.fill("địa chỉ riêng")
    slug.blur()
    new_page.get_by_role("tab").first.click()
    title.press("End")
    title.press_sequentially(" khen thưởng")
    title.blur()
    let_the_title_write(new_page)
    expect(slug).to_have_value("dia-chi-rieng")


def test_copying_a_page_cleans_its_new_slug(editor: Page, live_server: LiveServer) -> None:
    root = BasePage.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Trang chủ", slug="trang-chu-cu"))
    editor.goto(live_server.url + reverse("wagtailadmin_pages:copy", args=[home.pk]))
    slug = editor.locator("#id_new_slug")
    slug.fill("Trang chủ mới")
    slug.blur()
    expect(slug).to_have_value("trang-chu-moi")
