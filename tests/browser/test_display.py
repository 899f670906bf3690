"""How readers set the page up for their eyes, and that it stays so without a flash."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.page_kinds import page_kinds
from tests.stack.served_site import ServedSite

# The ground of the page at the first frame drawn, noted before any other script runs.
FIRST_GROUND = """
requestAnimationFrame(() => { window.firstGround = getComputedStyle(document.documentElement).backgroundColor; });
"""
GROUND = "getComputedStyle(document.documentElement).backgroundColor"
BLACK = "rgb(0, 0, 0)"


def _article(site: ServedSite) -> str:
    return site.url + page_kinds(site)["article"]


def test_contrast_is_remembered_on_every_page_without_a_flash(site: ServedSite, page: Page) -> None:
    """Chosen in the article's toolbar, it holds on the front page from the first frame on."""
    page.goto(_article(site))
    switch = page.get_by_role("button", name="Tương phản", exact=True)
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.context.add_init_script(FIRST_GROUND)
    page.goto(site.url + "/")
    page.wait_for_function("window.firstGround !== undefined")
    assert page.evaluate("window.firstGround") == page.evaluate(GROUND) == BLACK
    page.get_by_role("button", name="Theo máy").click()
    assert page.evaluate(GROUND) != BLACK
    assert page.evaluate("localStorage.getItem('theme')") is None


def test_dark_follows_the_system_until_the_reader_chooses(site: ServedSite, open_page: OpenPage) -> None:
    """The system's wish is the default; a choice on the page is stronger."""
    page = open_page(color_scheme="dark")
    page.goto(site.url + "/")
    dark = page.evaluate(GROUND)
    page.get_by_role("button", name="Sáng", exact=True).click()
    assert page.evaluate(GROUND) != dark
    page.reload()
    assert page.evaluate(GROUND) != dark


def test_text_grows_in_three_steps_and_no_further(site: ServedSite, page: Page) -> None:
    """Larger, larger, largest; the setting lives on and the way back leads to where it began."""
    page.goto(_article(site))
    toolbar = page.get_by_role("group", name="Công cụ đọc bài")
    size = "parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)"
    normal = page.evaluate(size)
    larger = toolbar.get_by_role("button", name="Tăng cỡ chữ")
    smaller = toolbar.get_by_role("button", name="Giảm cỡ chữ")
    for _ in range(3):
        larger.click()
    expect(larger).to_be_disabled()
    largest = page.evaluate(size)
    assert largest == pytest.approx(normal * 1.5)
    page.reload()
    assert page.evaluate(size) == largest
    for _ in range(3):
        smaller.click()
    expect(smaller).to_be_disabled()
    assert page.evaluate(size) == normal


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_largest_text_fits_every_window(site: ServedSite, open_page: OpenPage, width: int) -> None:
    """Nothing to scroll sideways for, on the narrowest phone with the largest letters."""
    page = open_page(viewport={"width": width, "height": 740})
    page.context.add_init_script("localStorage.setItem('size', '3')")
    for kind, path in page_kinds(site).items():
        page.goto(site.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, kind


def test_toolbar_stays_in_reach_and_shares(site: ServedSite, open_page: OpenPage) -> None:
    """At the end of the text the tools are still on the screen; the link can be copied."""
    page = open_page(viewport={"width": 360, "height": 740}, permissions=["clipboard-read", "clipboard-write"])
    page.goto(_article(site))
    page.locator(".article-end").scroll_into_view_if_needed()
    share = page.locator(".share summary")
    expect(share).to_be_in_viewport()
    share.click()
    expect(page.get_by_role("link", name="Chia sẻ qua Zalo")).to_have_attribute("href", re.compile("^https://"))
    page.get_by_role("button", name="Chép liên kết").click()
    expect(page.get_by_role("status").filter(has_text="Đã chép liên kết")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(page_kinds(site)["article"])


def test_without_script_no_dead_buttons(site: ServedSite, page_nojs: Page) -> None:
    """What needs a script is not shown; sharing is plain links."""
    page_nojs.goto(_article(site))
    assert [button.inner_text() for button in page_nojs.locator("button:visible").all()] == [""]
    page_nojs.locator(".share summary").click()
    expect(page_nojs.get_by_role("link", name="Chia sẻ qua Facebook")).to_be_visible()


def test_paper_carries_the_article_alone(site: ServedSite, page: Page) -> None:
    """Printed: no masthead, no tools, no lists, black on white, and where it came from."""
    page.goto(_article(site))
    page.evaluate("localStorage.setItem('theme', 'dark')")
    page.reload()
    page.emulate_media(media="print")
    for gone in (".masthead", ".navigation", ".toolbar", ".footer", ".breadcrumb"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator(".print-footer")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).color") == BLACK
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
