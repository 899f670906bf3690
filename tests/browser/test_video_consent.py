"""A video of another house stays outside until the reader lets it in."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.html import assert_valid_html
from tests.browser.traffic import record_traffic
from tests.factories import make_bulletin

PLAYER = "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa"


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """The address of a bulletin with a video."""
    video = {"url": "https://www.youtube.com/watch?v=aaaaaaaaaaa", "title": "Phóng sự", "note": "Dài 5 phút"}
    bulletin = make_bulletin(body=[("paragraph", "<p>Nội dung bài.</p>"), ("embed", video)])
    return live_server.url + bulletin.url


def test_nothing_is_asked_of_the_other_house_before_consent(address: str, page: Page) -> None:
    """The page is valid and accessible as it stands; the frame comes with the click, to a page without cookies."""
    traffic = record_traffic(page)
    # What the other house would answer does not matter here, and must not be fetched by a test.
    page.route(f"{PLAYER}**", lambda route: route.fulfill(body="<!DOCTYPE html><title>Video</title>"))
    answer = page.goto(address, wait_until="networkidle")
    assert traffic.hosts == {urlsplit(address).netloc}
    assert_valid_html({address: answer.text()})
    assert_no_axe_violations(page)

    page.get_by_role("button", name="Đồng ý và mở video").click()
    expect(page.locator("iframe")).to_have_attribute("src", PLAYER)
    expect(page.locator("iframe")).to_have_attribute("title", "Phóng sự")
    assert_no_axe_violations(page)


def test_without_javascript_there_is_a_link(address: str, page_nojs: Page) -> None:
    """No button that would do nothing; the way to the video is a link."""
    page_nojs.goto(address)
    expect(page_nojs.get_by_role("button", name="Đồng ý và mở video")).to_have_count(0)
    expect(page_nojs.get_by_role("link", name="Xem ở trang gốc")).to_be_visible()
