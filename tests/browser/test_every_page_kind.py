"""What holds for every kind of page: accessible in every theme, valid, without a complaint on the console."""

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import COLOURS, EVERYTHING, axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.html import assert_valid_html
from tests.browser.page_kinds import every_html, fetch, page_kinds
from tests.stack.served_site import ServedSite

LOOKS = (("light", 360), ("light", 1440), ("dark", 360), ("contrast", 1440))
"""Layout depends on the width and colours on the theme: each of both is seen, and not every pair.

A theme changes colours and nothing of what else the rules look at: the other rules look at both widths once.
"""


def _has_sideways_scrolling(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_no_axe_violations(site: ServedSite, open_page: OpenPage, theme: str, width: int) -> None:
    """Zero violations on every page kind, and nothing to scroll sideways for."""
    page = open_page(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    rules = EVERYTHING if theme == "light" else COLOURS
    found = []
    for kind, path in page_kinds(site).items():
        page.goto(site.url + path)
        found += [f"{kind} ({path}): {violation}" for violation in axe_violations(page, rules)]
        if _has_sideways_scrolling(page):
            found.append(f"{kind} ({path}): wider than the window")
    assert not found, f"{theme}, {width} px\n" + "\n".join(found)


def test_every_page_is_valid_html(site: ServedSite) -> None:
    """Zero errors in every page of the sitemap and of every kind."""
    pages = {f"{kind} ({path})": fetch(site, path).text for kind, path in page_kinds(site).items()}
    assert_valid_html(every_html(site) | pages)
