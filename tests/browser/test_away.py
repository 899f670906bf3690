"""The database is held by somebody else while a reader sends: the words stand on the page, and are sent from there."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.html import assert_valid_html
from tests.browser.test_comments import run, write
from tests.stack.served_site import ServedSite

BODY = "Cổng đang bận nhưng tôi không phải viết lại,\n\nmột chữ cũng không mất."
WHILE_LOCKED = 40_000
"""Longer than the portal waits for a lock (20 s)."""
OPEN = """
from news.bulletins.models import BulletinPage
from news.comments.models import ThreadPolicy
page = BulletinPage.objects.live().public().order_by("pk").first()
ThreadPolicy.objects.update_or_create(page=page, defaults={"mode": "open"})
print(page.url)
"""
COUNTED = """
from news.comments.models import Comment
print(Comment.objects.filter(current_body={body!r}).count())
"""
DRAW = """
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import RequestFactory
from exemplars.nominations.forms import NominationForm
from portal.intake.away import away
fields = {"name": "Nông Thị Mẫu", "deeds": "Dạy chữ. " * 60, "kind": "person", "submit_key": "f" * 32}
fields["files"] = SimpleUploadedFile("a.txt", b"x")
page = away(RequestFactory().post("/gioi-thieu-guong/", fields), (NominationForm,))
print(page.content.decode().replace(chr(10), " "))
"""


def test_what_was_written_is_sent_again_from_the_page_that_says_so(site: ServedSite, page_nojs: Page) -> None:
    page = page_nojs
    page.goto(site.url + run(site, OPEN))
    page.get_by_role("link", name="Gửi ý kiến").click()
    page.set_default_timeout(WHILE_LOCKED)
    page.set_default_navigation_timeout(WHILE_LOCKED)
    with closing(sqlite3.connect(site.folder / "portal.sqlite3", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with page.expect_navigation() as sent:
            write(page, BODY)
        other.execute("ROLLBACK")
    assert sent.value.status == 503
    expect(page.get_by_role("alert")).to_contain_text("đợi khoảng hai phút")
    expect(page.get_by_label("Ý kiến", exact=True)).to_have_value(BODY)
    expect(page.get_by_label("Họ tên")).to_have_value("Nông Thị Mẫu")
    assert_valid_html({"away": page.content()})
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible()
    assert run(site, COUNTED.format(body=BODY)) == "1"


def test_the_page_is_accessible_in_every_theme(site: ServedSite, page: Page) -> None:
    """Drawn by the portal without its database, put in the place of what a sender would get."""
    drawn = run(site, DRAW)
    page.route("**/thu-gui/", lambda route: route.fulfill(status=503, content_type="text/html", body=drawn))
    page.goto(f"{site.url}/thu-gui/")
    for theme in ("light", "dark", "contrast"):
        page.evaluate("(theme) => localStorage.setItem('theme', theme)", theme)
        page.reload()
        assert_no_axe_violations(page, f"away, {theme}")
        page.set_viewport_size({"width": 360, "height": 740})
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
