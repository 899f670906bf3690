"""From a reader's form to a dossier, on a phone without scripts; every screen of it accessible and valid."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client, override_settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from exemplars.nominations import asking
from exemplars.nominations.addresses import question_url, receipt_url
from exemplars.nominations.erasing import Why, erase
from exemplars.nominations.models import Nomination, State
from exemplars.nominations.states import decide
from portal.desk.roles import CURATOR
from tests.browser.accessibility import axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.html import assert_valid_html
from tests.factories import make_user
from tests.nominations.factories import make_nomination
from tests.uploads.files import picture

DEEDS = "Hai mươi năm chở học sinh qua suối mùa lũ, không lấy tiền, chưa em nào phải nghỉ học."
FORM = "/gioi-thieu-guong/"


def _path(url: str) -> str:
    return "/" + url.split("/", 3)[3]


def _fill_in(page: Page) -> None:
    page.get_by_label("Cá nhân").check()
    page.get_by_label("Họ và tên, hoặc tên tập thể").fill("Lường Văn Thuyền Thử")
    page.get_by_label("Xã, phường, tỉnh").fill("Nà Suối không có thật")
    page.get_by_label("Việc làm tốt").fill(DEEDS)
    page.get_by_label("Chưa hỏi", exact=True).check()
    page.get_by_label("Họ và tên của bạn").fill("Hoàng Thị Xuân")
    page.get_by_label("Số điện thoại").fill("0900 000 000")
    page.get_by_label("Hàng xóm").check()


@pytest.fixture
def desk(open_page: OpenPage, live_server: LiveServer) -> Page:
    """A browser in which a curator has signed in, without scripts."""
    client = Client()
    client.force_login(make_user(CURATOR.name, "tuyen-giao"))
    page = open_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page


@pytest.fixture(autouse=True)
def _private_files(tmp_path: Path) -> Iterator[None]:
    with override_settings(PRIVATE_ROOT=tmp_path / "private"):
        yield


def _decide(page: Page, verb: str, told: str = "") -> None:
    page.get_by_label(verb, exact=True).check()
    page.locator("[name=decide-reason]").fill("Đủ")
    page.locator("[name=decide-told]").fill(told)
    page.get_by_role("button", name="Ghi quyết định").click()


def test_from_the_form_to_the_dossier_without_scripts(live_server: LiveServer, page_nojs: Page, desk: Page) -> None:
    page, site = page_nojs, live_server
    page.goto(site.url + "/guong/")
    page.locator("main").get_by_role("link", name="Giới thiệu gương người tốt").click()
    _fill_in(page)
    page.locator("#id_files").set_input_files({"name": "be.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    page.wait_for_timeout(3000)
    page.get_by_role("button", name="Gửi phiếu").click()
    # The tick was forgotten: everything is still there, the photo too.
    assert "Cần bạn đồng ý" in page.locator(".form-errors").inner_text()
    assert page.get_by_label("Việc làm tốt").input_value() == DEEDS
    assert "be.jpg" in page.locator(".kept-files").inner_text()
    page.get_by_label("Tôi nói đúng điều tôi biết").check()
    page.get_by_role("button", name="Gửi phiếu").click()
    receipt = page.url
    assert re.search(r"/phieu/[\w-]{22,}/$", receipt)
    reference = re.search(r"GT-\d{4}-\d{4}", page.inner_text("h1"))[0]

    desk.goto(site.url + "/quan-tri/phieu-gioi-thieu/")
    desk.get_by_role("link", name=reference).click()
    detail = desk.url
    _decide(desk, "Chuyển sang hỏi đơn vị")
    desk.locator("[name=ask-addressee]").fill("Bản Nà Suối")
    desk.get_by_role("button", name="Làm liên kết và gửi").click()
    link = desk.locator("#lien-ket").input_value()

    page.goto(site.url + _path(link))
    assert DEEDS in page.inner_text("main")
    page.get_by_label("Đúng như phiếu giới thiệu").check()
    page.get_by_label("Họ tên, chức vụ").fill("Ông Hà Văn Nhất, Trưởng bản")
    page.get_by_label("Tôi được đơn vị giao").check()
    page.get_by_role("button", name="Gửi trả lời").click()
    assert "Đã nhận trả lời" in page.inner_text("main")

    desk.goto(detail)
    _decide(desk, "Chuyển sang hỏi địa phương")
    desk.locator("[name=record-step][value=locality]").check()
    desk.locator("[name=record-addressee]").fill("Ủy ban nhân dân xã")
    desk.locator("[name=record-answer][value=yes]").check()
    desk.locator("[name=record-answered_by]").fill("Bà Nông Thị Khang, Chủ tịch")
    desk.locator("[name=record-file]").set_input_files(
        {"name": "cong-van.jpg", "mimeType": "image/jpeg", "buffer": picture()}
    )
    desk.get_by_role("button", name="Ghi trả lời").click()
    _decide(desk, "Chuyển sang biên tập, xét duyệt")
    _decide(desk, "Chấp nhận", "Cảm ơn bạn.")
    desk.get_by_role("button", name="Lập hồ sơ gương điển hình").click()
    assert re.search(r"Đã lập hồ sơ GS-\d{4}-\d+", desk.inner_text("body"))
    assert desk.locator("[name=name]").input_value() == "Lường Văn Thuyền Thử"

    page.goto(receipt)
    assert "Cảm ơn bạn." in page.inner_text("main")
    assert "Được chấp nhận" in page.inner_text("main")


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_screen_is_accessible_and_valid(live_server: LiveServer, open_page: OpenPage, theme: str) -> None:
    page = open_page(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page.context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    seen: dict[str, str] = {}
    found: list[str] = []

    def look(name: str) -> None:
        found.extend(f"{name}: {violation}" for violation in axe_violations(page))
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name}: wider than the window")
        seen[name] = page.content()

    page.goto(live_server.url + FORM)
    look("form")
    page.locator("#id_files").set_input_files(
        [
            {"name": "be.jpg", "mimeType": "image/jpeg", "buffer": picture()},
            {"name": "x.exe", "mimeType": "image/jpeg", "buffer": b"MZ"},
        ]
    )
    with page.expect_navigation():
        page.get_by_role("button", name="Gửi phiếu").click()
    look("form with mistakes")
    nomination = make_nomination(email="", files=1)
    Nomination.objects.update(question="Ông ấy chèo bè từ năm nào?")
    receipt = _path(receipt_url(nomination))
    asked = asking.ask(nomination, step="unit", addressee="Bản Nà Suối", email="", actor=None)
    question = _path(question_url(asked))
    for name, path in (("receipt", receipt), ("question", question)):
        page.goto(live_server.url + path)
        look(name)
    page.get_by_role("button", name="Gửi trả lời").click()
    look("question with mistakes")
    asking.answer(asked, answer="yes", words="Đúng", answered_by="Trưởng bản")
    page.goto(live_server.url + question)
    look("question answered")
    decide(nomination, State.DECLINED, actor=None, reason="Không đúng", told="Cảm ơn bạn.")
    page.goto(live_server.url + receipt)
    look("receipt with a result")
    erase(nomination, Why.PROPOSER)
    page.goto(live_server.url + receipt)
    look("receipt erased")
    assert not found, "\n".join(found)
    assert_valid_html({f"{theme}: {name}": html for name, html in seen.items()})
