"""A reader's comment, from the article to the receipt and the appeal: without a script, and with the form in place."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import axe_violations
from tests.browser.conftest import OpenPage
from tests.browser.html import assert_valid_html
from tests.stack.served_site import ServedSite

SECONDS_TO_WRITE = 3.2
FIRST, SECOND = "Bài viết rất hay, chúc chị Hường mạnh khỏe.", "Tôi cũng thấy như bác, xin cảm ơn tòa soạn."

PLANT = """
from news.bulletins.models import BulletinPage
from news.comments.models import ThreadPolicy
page = BulletinPage.objects.live().public().order_by("-pk").first()
ThreadPolicy.objects.get_or_create(page=page, defaults={"mode": "open"})
from tests.comments.factories import publish, send
from tests.factories import make_user
person = make_user(None, "nguoi-duyet-thu")
first = publish(send(page, name="Bạn đọc mẫu", body="Ý kiến mẫu thứ nhất, xem https://vi-du.vn nhé."), person)
publish(send(page, name="Bạn đọc mẫu", body="Trả lời mẫu.", parent=first), person)
print(page.url)
"""
REJECT = """
from django.contrib.auth import get_user_model
from news.comments.models import Comment
from news.comments.states import decide
person = get_user_model().objects.get(username="nguoi-duyet-thu")
decide(Comment.objects.latest("pk"), "rejected", actor=person, reason="off_topic", note_public="Xin góp ý về bài này.")
"""


def run(site: ServedSite, script: str) -> str:
    """Run a script on the served portal's data; return the last line it printed."""
    return site.inside.run(script).rpartition("\n")[2]


@pytest.fixture(scope="module")
def article(site: ServedSite) -> str:
    """The address of an article with two comments, open for more."""
    return site.url + run(site, PLANT)


def origin(address: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def write(page: Page, text: str) -> None:
    """Fill the form in as a person does, who needs a few seconds."""
    page.get_by_label("Họ tên").fill("Nông Thị Mẫu")
    page.get_by_label("Ý kiến", exact=True).fill(text)
    page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
    page.get_by_role("button", name="Gửi ý kiến").click()


def test_without_a_script_from_the_article_to_the_appeal(site: ServedSite, article: str, page_nojs: Page) -> None:
    page = page_nojs
    page.goto(article)
    expect(page.get_by_text("Ý kiến mẫu thứ nhất")).to_be_visible()
    page.get_by_role("link", name="Gửi ý kiến").click()
    write(page, FIRST)
    expect(page.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Chờ duyệt")
    run(site, REJECT)
    page.reload()
    expect(page.locator("main")).to_contain_text("Xin góp ý về bài này.")
    page.get_by_text("Khiếu nại quyết định này").click()
    page.get_by_label("Vì sao bạn đề nghị xem lại?").fill("Ý kiến của tôi đúng là về bài này.")
    page.get_by_role("button", name="Gửi khiếu nại").click()
    expect(page.get_by_role("status")).to_contain_text("Đã nhận khiếu nại")
    page.get_by_text("Rút lại ý kiến").first.click()
    page.get_by_role("button", name="Rút lại ý kiến").click()
    expect(page.get_by_role("status")).to_contain_text("đã rút")


def test_with_scripts_the_form_comes_to_the_reader(article: str, page: Page) -> None:
    page.goto(article)
    answer = page.get_by_role("link", name="Trả lời Bạn đọc mẫu").first
    # The script is fetched when somebody reaches for the comments; who clicks sooner is led to the form's own page.
    answer.hover()
    page.evaluate("import(document.getElementById('y-kien').dataset.module)")
    answer.click()
    expect(page.get_by_label("Họ tên")).to_be_focused()
    assert page.url.startswith(article)
    assert axe_violations(page) == []
    write(page, SECOND)
    expect(page.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_screen_is_accessible_and_valid(article: str, open_page: OpenPage, theme: str) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    page.context.add_init_script(f"localStorage.setItem('theme', '{theme}')")
    page.goto(article)
    ways = {
        "article": article,
        "form": page.get_by_role("link", name="Gửi ý kiến").get_attribute("href"),
        "report": page.get_by_role("link", name="Báo cáo ý kiến của Bạn đọc mẫu").first.get_attribute("href"),
    }
    found, pages = [], {}
    for name, way in ways.items():
        page.goto(article if name == "article" else origin(article) + way)
        found += [f"{name}: {violation}" for violation in axe_violations(page)]
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            found.append(f"{name}: wider than the window")
        pages[name] = page.request.get(page.url).text()
    page.goto(origin(article) + ways["form"])
    write(page, f"{SECOND} ({theme})")
    expect(page.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible()
    found += [f"receipt: {violation}" for violation in axe_violations(page)]
    pages["receipt"] = page.request.get(page.url).text()
    assert not found, "\n".join(found)
    assert_valid_html(pages)
