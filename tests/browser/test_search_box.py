"""Suggestions below the search boxes by keyboard, mouse and screen reader; and without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.conftest import OpenPage
from tests.stack.served_site import ServedSite

BOXES = {"masthead": ("/gioi-thieu/", "#tim-kiem"), "search page": ("/tim-kiem/", "#cau-hoi")}


def typed(page: Page, site: ServedSite, box: str, text: str):
    """Open a page and type into one of its boxes; return the box and its list."""
    path, selector = BOXES[box]
    page.goto(site.url + path)
    field = page.locator(selector)
    field.press_sequentially(text, delay=20)
    listbox = page.locator(f"{selector}-goi-y")
    expect(listbox).to_be_visible()
    return field, listbox


@pytest.mark.parametrize("box", BOXES)
def test_arrows_walk_escape_closes_and_enter_opens(site: ServedSite, page: Page, box: str) -> None:
    """The focus stays in the box; the chosen option is named to assistive technology."""
    field, listbox = typed(page, site, box, "thi du")
    options = listbox.get_by_role("option")
    assert options.count() > 2
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    for key, chosen in (("ArrowDown", 0), ("ArrowDown", 1), ("End", options.count() - 1), ("Home", 0), ("ArrowUp", -1)):
        field.press(key)
        if chosen >= 0:
            expect(options.nth(chosen)).to_have_attribute("aria-selected", "true")
            expect(field).to_have_attribute("aria-activedescendant", options.nth(chosen).get_attribute("id"))
    expect(field).to_be_focused()
    expect(field).not_to_have_attribute("aria-activedescendant", re.compile("."))
    field.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("thi du")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press("ArrowDown")
    expect(listbox).to_be_visible()
    field.press("ArrowDown")
    address = options.first.get_attribute("data-url")
    field.press("Enter")
    expect(page).to_have_url(site.url + address)


def test_enter_without_a_choice_asks_what_was_typed(site: ServedSite, page: Page) -> None:
    """Suggestions never stand between a reader and his question."""
    field, _listbox = typed(page, site, "search page", "thi dua")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=thi\+dua$"))
    expect(page.locator(".results .result").first).to_be_visible()


@pytest.mark.parametrize(("width", "theme"), [(360, "light"), (1440, "dark"), (768, "contrast")])
def test_the_list_is_announced_large_enough_and_accessible(
    site: ServedSite, open_page: OpenPage, width: int, theme: str
) -> None:
    """How many there are is said; rows are 44 px; nothing hangs out of the window."""
    page = open_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    field, listbox = typed(page, site, "search page", "dien hinh")
    options = listbox.get_by_role("option")
    expect(page.locator("main .search [role=status]")).to_have_text(f"Có {options.count()} gợi ý")
    field.press("ArrowDown")
    heights = options.evaluate_all("found => found.map((one) => one.getBoundingClientRect().height)")
    assert heights
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert axe_violations(page) == []


def test_a_press_opens_and_leaving_the_box_closes(site: ServedSite, page: Page) -> None:
    """By mouse or finger."""
    field, listbox = typed(page, site, "masthead", "1526")
    field.blur()
    expect(listbox).to_be_hidden()
    field.focus()
    field.press("ArrowDown")
    listbox.get_by_role("option").first.click()
    expect(page.locator("h1")).to_contain_text("1526/QĐ-TTg")


def test_the_page_of_results_tells_once_that_the_question_was_asked(site: ServedSite, page: Page) -> None:
    """The script sends what the page carries; the answer is empty."""
    with page.expect_response("**/tim-kiem/da-hoi/") as sent:
        page.goto(f"{site.url}/tim-kiem/?q=ng%C6%B0%E1%BB%9Di+t%E1%BB%91t")
    assert sent.value.status == 204


def test_results_are_narrowed_by_a_typed_place_without_a_script(site: ServedSite, page_nojs: Page) -> None:
    """The filters are links and a plain form."""
    page = page_nojs
    page.goto(site.url + "/tim-kiem/?q=thi+dua")
    page.locator("main details.filters > summary").click()
    page.get_by_label("Gõ tên, cũ hay mới").fill("bac kan")
    page.get_by_label("Gõ tên, cũ hay mới").press("Enter")
    expect(page).to_have_url(re.compile(r"place="))
    off = page.get_by_role("link", name=re.compile("Bỏ lọc Địa phương: Tỉnh Bắc Kạn"))
    off.click()
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=thi\+dua$"))
