"""A reader who has no mouse: a way past the masthead, and a focus that is always seen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.page_kinds import page_kinds
from tests.stack.served_site import ServedSite

MOST_TABS = 150
# What is focused now: its name, whether a ring of 3 px or more surrounds it, whether it is on the screen.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    name: element.outerHTML.slice(0, 120),
    ring: style.outlineStyle !== "none" ? parseFloat(style.outlineWidth) : 0,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""


def _tab_through(page: Page) -> list[dict]:
    """Press Tab until the focus leaves the page; return what was focused each time."""
    visited = []
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            break
        visited.append(focused)
    return visited


def test_first_tab_leads_past_the_masthead(site: ServedSite, page: Page) -> None:
    """The skip link appears when it is reached, and moves the focus into the main part."""
    page.goto(site.url + "/")
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_be_in_viewport()
    expect(skip).to_have_attribute("href", f"#{page.locator('main').get_attribute('id')}")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("kind", ["home", "article", "documents"])
def test_focus_is_seen_everywhere(site: ServedSite, open_page: OpenPage, kind: str, theme: str) -> None:
    """Each stop has a ring of 3 px and stands on the screen, in every theme."""
    page = open_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    page.context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    page.goto(site.url + page_kinds(site)[kind])
    visited = _tab_through(page)
    assert len(visited) > 10
    assert [stop for stop in visited if stop["ring"] < 3 or not stop["seen"]] == []
