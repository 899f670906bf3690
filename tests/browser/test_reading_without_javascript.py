"""A reader's path on a phone on which no script runs: front page, section, article, onwards."""

import re

from playwright.sync_api import Page, expect

from tests.stack.served_site import ServedSite


def test_from_the_front_page_to_an_article_and_on(site: ServedSite, page_nojs: Page) -> None:
    """Everything a reader needs is a link or a form."""
    page = page_nojs
    page.goto(site.url + "/")
    expect(page.locator("h1")).to_have_count(1)
    page.locator("main h2 a, main h3 a").first.click()
    expect(page.locator("article h1")).to_be_visible()
    expect(page.locator("article time").first).to_contain_text(re.compile(r"^\S+ \S+, \d\d/\d\d/\d{4} \| \d\d:\d\d$"))
    first_title = page.locator("article h1").inner_text()

    page.get_by_role("navigation", name="Đường dẫn").get_by_role("link").last.click()
    expect(page.locator("main").get_by_role("link", name=first_title).first).to_be_visible()

    page.locator("main").get_by_role("link", name=first_title).first.click()
    page.get_by_role("region", name="Các tin đã đưa").get_by_role("link").first.click()
    expect(page.locator("article h1")).not_to_have_text(first_title)


def test_search_box_works_as_a_plain_form(site: ServedSite, page_nojs: Page) -> None:
    """The box in the masthead finds Vietnamese words typed without accents, and a result opens."""
    page = page_nojs
    page.goto(site.url + "/")
    page.get_by_role("searchbox").first.fill("thi dua")
    page.get_by_role("searchbox").first.press("Enter")
    expect(page).to_have_url(re.compile(r"/tim-kiem/\?q=thi\+dua"))
    first_result = page.locator("main .result-title a").first
    expect(first_result).to_contain_text(re.compile("thi đua", re.IGNORECASE))
    title = first_result.inner_text()
    first_result.click()
    expect(page.locator("main h1")).to_have_text(title)
