"""While comments flood in a reader's machine does its work unnoticed; without a script the comment waits."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.html import assert_valid_html
from tests.browser.test_comments import SECONDS_TO_WRITE, origin, run, write
from tests.stack.served_site import ServedSite

# Two windows, for the hour may end meanwhile.
FLOOD = """
from datetime import timedelta
from django.utils import timezone
from news.bulletins.models import BulletinPage
from news.comments.models import ThreadPolicy
from news.comments.pipeline import EVERYBODY, PURPOSE, SITEWIDE
from portal.intake.models import Count
now = timezone.now()
first = int(now.timestamp() // SITEWIDE.seconds)
for window in (first, first + 1):
    Count.objects.update_or_create(
        what=PURPOSE, who=EVERYBODY, seconds=SITEWIDE.seconds, window=window,
        defaults={"times": 10 * SITEWIDE.most, "ends_at": now + timedelta(hours=2)},
    )
page = BulletinPage.objects.live().public().order_by("pk").first()
ThreadPolicy.objects.update_or_create(page=page, defaults={"mode": "open"})
print(page.url)
"""
OVER = """
from news.comments.pipeline import EVERYBODY, PURPOSE
from portal.intake.models import Count
Count.objects.filter(what=PURPOSE, who=EVERYBODY).delete()
"""
FLAGS = """
from news.comments.models import Comment
print(Comment.objects.get(current_body={body!r}).flags)
"""


@pytest.fixture(scope="module")
def flooded(site: ServedSite) -> Iterator[str]:
    """The address of an article while the whole site is over its limit."""
    yield site.url + run(site, FLOOD)
    run(site, OVER)


def received(page: Page) -> None:
    expect(page.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible(timeout=30_000)


def test_from_the_article_the_work_is_done_while_one_writes(site: ServedSite, flooded: str, page: Page) -> None:
    body = "Tôi viết trong lúc nhiều người cùng gửi, máy tôi có làm việc."
    page.goto(flooded)
    page.get_by_role("link", name="Gửi ý kiến").click()
    expect(page.locator("form[data-work]")).to_be_visible()
    write(page, body)
    received(page)
    assert "flood" not in run(site, FLAGS.format(body=body))


def test_on_its_own_page_sending_waits_for_the_work_and_says_so(site: ServedSite, flooded: str, page: Page) -> None:
    body = "Tôi gửi ngay khi máy còn đang tính, và được báo là đang kiểm tra."
    page.goto(flooded)
    page.goto(origin(flooded) + page.get_by_role("link", name="Gửi ý kiến").get_attribute("href"))
    page.get_by_label("Họ tên").focus()
    page.wait_for_timeout(SECONDS_TO_WRITE * 1000)
    assert_no_axe_violations(page, "form in a flood")
    assert_valid_html({"form in a flood": page.request.get(page.url).text()})
    said = page.evaluate("""() => {
        const status = document.querySelector("[data-work-status]");
        new MutationObserver(() => sessionStorage.setItem("said", status.textContent || sessionStorage.getItem("said")))
            .observe(status, { childList: true });
        return status.getAttribute("role");
    }""")
    assert said == "status"
    # Filled in at one stroke, as from a clipboard, and sent at once.
    page.evaluate(
        """(body) => {
            const form = document.querySelector("form[data-work]");
            form.elements.name.value = "Nông Thị Mẫu";
            form.elements.body.value = body;
            form.requestSubmit();
        }""",
        body,
    )
    received(page)
    assert page.evaluate("sessionStorage.getItem('said')") == "Đang kiểm tra…"
    assert "flood" not in run(site, FLAGS.format(body=body))


def test_without_a_script_it_is_taken_and_waits(site: ServedSite, flooded: str, page_nojs: Page) -> None:
    body = "Máy tôi không chạy mã lệnh nào, ý kiến vẫn được nhận."
    page_nojs.goto(flooded)
    page_nojs.get_by_role("link", name="Gửi ý kiến").click()
    write(page_nojs, body)
    received(page_nojs)
    assert urlsplit(page_nojs.url).path.startswith("/y-kien/nhan/")
    assert "flood" in run(site, FLAGS.format(body=body))
