"""Voting, being counted and giving an opinion: with scripts, and without any."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, Request, expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.html import assert_valid_html
from tests.browser.page_kinds import page_kinds
from tests.polls.factories import BROWSER
from tests.stack.served_site import ServedSite

PHONE = {"width": 360, "height": 740}
NOTE = "Kết quả thăm dò không mang tính đại diện."


def test_a_vote_in_the_page_it_stands_on(site: ServedSite, open_page: OpenPage) -> None:
    """The ballot comes when the reader comes near; a mistake is said; the results take its place."""
    page = open_page(viewport=PHONE, user_agent=BROWSER)
    page.goto(site.url + "/")
    poll = page.locator("[data-poll]").first
    poll.scroll_into_view_if_needed()
    expect(poll.locator(".choice")).to_have_count(4)
    assert not page.context.cookies()
    assert_no_axe_violations(page, "ballot in the home page")
    poll.get_by_role("button", name="Gửi phiếu").click()
    expect(poll.get_by_role("alert")).to_contain_text("Xin chọn một phương án.")
    assert_no_axe_violations(page, "ballot with a mistake")
    poll.get_by_label("Tin tức, sự kiện").check()
    poll.get_by_role("button", name="Gửi phiếu").click()
    expect(poll).to_contain_text("Phiếu của bạn đã được ghi nhận")
    expect(poll.get_by_role("table")).to_be_visible()
    expect(poll).to_contain_text(NOTE)
    assert_no_axe_violations(page, "results in the home page")
    assert [cookie["name"] for cookie in page.context.cookies()] == ["phieu"]


def test_a_vote_without_scripts(site: ServedSite, open_page: OpenPage) -> None:
    """The link, the poll's own page, the vote, the results; sent again by going back it is no second vote."""
    page = open_page(viewport=PHONE, java_script_enabled=False, user_agent=BROWSER)
    page.goto(site.url + "/")
    page.locator("[data-poll]").get_by_role("link", name="Bỏ phiếu").click()
    before = page.content()
    assert NOTE not in before
    page.get_by_label("Gương điển hình").check()
    page.get_by_role("button", name="Gửi phiếu").click()
    expect(page.locator("main")).to_contain_text(NOTE)
    voted = page.content()
    page.go_back()
    page.reload()
    expect(page.locator("main")).to_contain_text("Phiếu của bạn đã được ghi nhận")
    assert_valid_html({"ballot": before, "results": voted})


def test_five_seconds_in_sight_are_a_view_and_a_glance_is_none(site: ServedSite, open_page: OpenPage) -> None:
    page = open_page(user_agent=BROWSER)
    beacons: list[str] = []

    def note(request: Request) -> None:
        if request.method == "POST":
            beacons.append(urlsplit(request.url).path)

    page.on("request", note)
    page.clock.install()
    page.goto(site.url + page_kinds(site)["article"])
    expect(page.locator("[data-views]")).to_contain_text(re.compile(r"lượt xem: [\d.]+"))
    page.clock.run_for(4_500)
    assert beacons == []
    with page.expect_response(re.compile(r"/luot-xem/\d+/$")):
        page.clock.run_for(1_000)
    page.clock.run_for(60_000)
    assert beacons == ["/luot-xem/"]


def _fill(page: Page) -> None:
    page.get_by_label("Đồng ý với đề nghị").check()
    page.get_by_label("Nội dung góp ý").fill("Tôi ở cùng bản, việc này là đúng.")
    page.get_by_label("Họ và tên").fill("Trần Thị Lan")
    page.get_by_label("Địa chỉ").fill("Bản Nà Mười, tỉnh An Sơn")


def test_an_opinion_without_scripts(site: ServedSite, open_page: OpenPage) -> None:
    """List, form, a mistake that loses nothing, receipt, and taking it back."""
    page = open_page(viewport=PHONE, java_script_enabled=False)
    page.goto(site.url + page_kinds(site)["consultation"])
    page.get_by_role("link", name="Gửi ý kiến").click()
    _fill(page)
    page.get_by_label("Điện thoại").fill("không có")
    page.wait_for_timeout(3_000)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("alert")).to_be_visible()
    refused = page.content()
    expect(page.get_by_label("Nội dung góp ý")).to_have_value("Tôi ở cùng bản, việc này là đúng.")
    page.get_by_label("Điện thoại").fill("0912 345 678")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("h1")).to_have_text("Biên nhận ý kiến")
    receipt = page.content()
    assert "Trần Thị Lan" not in receipt
    assert_valid_html({"form with a mistake": refused, "receipt": receipt})
    page.get_by_role("button", name="Rút ý kiến này").click()
    expect(page.locator("main")).to_contain_text("Người góp ý đã rút")


def test_form_and_receipt_are_accessible(site: ServedSite, open_page: OpenPage) -> None:
    page = open_page(viewport=PHONE)
    page.goto(site.url + page_kinds(site)["opinion"])
    page.wait_for_timeout(3_000)
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert_no_axe_violations(page, "form with mistakes")
    _fill(page)
    page.get_by_label("Điện thoại").fill("0912345678")
    page.get_by_role("button", name="Gửi ý kiến").click()
    expect(page.locator("h1")).to_have_text("Biên nhận ý kiến")
    assert_no_axe_violations(page, "receipt")
