"""The moderators' desk in a browser: by keyboard alone, without scripts, and for those who do not see it."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accessibility import assert_no_axe_violations
from tests.browser.conftest import OpenPage
from tests.stack.served_site import ServedSite

PASSWORD = "mat-khau-de-thu-1"
DESK = "/quan-tri/y-kien/"
# The served portal is another process; its database is filled through the same functions readers' forms call.
ACCOUNTS = """
from django.contrib.auth import get_user_model
from portal.desk.accounts import make_demo_accounts
make_demo_accounts()
for user in get_user_model().objects.filter(username__in=["kiem-duyet", "truong-ban"]):
    user.set_password({password!r})
    user.save()
"""
FILL = """
from django.contrib.auth import get_user_model
from news.bulletins.models import BulletinPage
from news.comments import reports, writer
from news.comments.models import Comment, State, ThreadPolicy
from news.comments.editing import propose
from news.comments.states import decide
from tests.comments.factories import past, send
users = get_user_model().objects
first, chief = users.get(username="kiem-duyet"), users.get(username="truong-ban")
page = BulletinPage.objects.live().public().order_by("-display_date").first()
# The demo's articles are too old to be open by themselves.
ThreadPolicy.objects.update_or_create(page=page, defaults=dict(mode="open"))
"""


def in_portal(site: ServedSite, code: str) -> str:
    """Run code in the portal's own settings and return what it printed."""
    return site.inside.run(FILL + code)


def states(site: ServedSite, like: str) -> list[str]:
    """Return the states of the comments whose text begins so, in the order they came."""
    with sqlite3.connect(site.folder / "portal.sqlite3") as database:
        rows = database.execute(
            "SELECT state FROM comments_comment WHERE current_body LIKE ? ORDER BY id", (f"{like}%",)
        )
        return [row[0] for row in rows]


@pytest.fixture(scope="module", autouse=True)
def _accounts(site: ServedSite) -> None:
    """Give the moderators a password, once: setting it again would sign everybody out."""
    site.inside.run(ACCOUNTS.format(password=PASSWORD))


@pytest.fixture
def signed_in(site: ServedSite) -> Callable[[Page, str], Page]:
    """Return a function that signs somebody in on a page."""

    def sign_in(page: Page, username: str) -> Page:
        page.goto(f"{site.url}/quan-tri/login/?next={DESK}")
        page.fill("[name=username]", username)
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation(wait_until="commit"):
            page.press("[name=password]", "Enter")
        page.goto(f"{site.url}{DESK}")
        return page

    return sign_in


def _apart(page: Page) -> float:
    """Return how far the second card stands below the first, measured at one moment: the page may be scrolling."""
    return page.evaluate(
        """() => {
            const [first, second] = document.querySelectorAll("[data-card]");
            return second.getBoundingClientRect().top - first.getBoundingClientRect().top;
        }"""
    )


def test_thirty_decisions_by_keyboard_alone(
    site: ServedSite, page: Page, signed_in: Callable[[Page, str], Page]
) -> None:
    """Publish, reject with a reason, spam, take back; nothing moves, and the focus goes to what is next."""
    in_portal(
        site,
        "for n in range(31): send(page, body=f'Phím {n}: tôi rất quý mến chị Hường.', net_hash=f'{n:064d}')",
    )
    signed_in(page, "kiem-duyet")
    page.goto(f"{site.url}{DESK}hang/new/?q=Phím&so=100")
    before = _apart(page)
    page.keyboard.press("j")
    expect(page.locator("[data-card]").first).to_be_focused()
    wanted = []
    for number in range(30):
        keys, state = [(["a"], "published"), (["r", "4"], "rejected"), (["s"], "spam")][number % 3]
        card = page.locator("[data-card]").nth(number)
        expect(card).to_be_focused()
        for key in keys:
            page.keyboard.press(key)
        expect(card).to_have_class(re.compile("is-done"))
        wanted.append(state)
    assert _apart(page) == before, "the list moved"
    expect(page.locator("[data-announce]")).to_contain_text("Thư rác")
    page.keyboard.press("u")
    last = page.locator("[data-card]").nth(29)
    expect(last).to_be_focused()
    expect(last).not_to_have_class(re.compile("is-done"))
    page.keyboard.press("s")
    expect(last).to_have_class(re.compile("is-done"))
    assert states(site, "Phím") == [*wanted, "held"]


def test_keys_are_off_in_fields_listed_changed_and_switched_off(
    site: ServedSite, page: Page, signed_in: Callable[[Page, str], Page]
) -> None:
    in_portal(site, "send(page, body='Đổi phím: tôi rất quý mến chị Hường.', net_hash='9' * 64)")
    signed_in(page, "kiem-duyet")
    page.goto(f"{site.url}{DESK}hang/new/?q=Đổi+phím")
    page.keyboard.press("/")
    page.keyboard.type("as")
    assert states(site, "Đổi phím") == ["held"]
    page.locator("[data-card]").first.focus()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Phím tắt")
    expect(dialog).to_be_visible()
    assert_no_axe_violations(page, "keys")
    publish = dialog.get_by_label("Đăng", exact=True)
    publish.fill("s")
    publish.blur()
    expect(dialog.get_by_role("alert")).to_contain_text("đã dùng")
    publish.fill("p")
    publish.blur()
    dialog.get_by_label("Tắt phím tắt").check()
    dialog.get_by_role("button", name="Xong").click()
    page.locator("[data-card]").first.focus()
    page.keyboard.press("p")
    page.reload()
    page.get_by_role("button", name="Phím tắt").click()
    dialog.get_by_label("Tắt phím tắt").uncheck()
    expect(publish).to_have_value("p")
    dialog.get_by_role("button", name="Xong").click()
    page.keyboard.press("a")
    assert states(site, "Đổi phím") == ["held"]
    page.locator("[data-card]").first.focus()
    page.keyboard.press("p")
    expect(page.locator("[data-card]").first).to_have_class(re.compile("is-done"))
    assert states(site, "Đổi phím") == ["published"]


def test_new_comments_wait_until_they_are_asked_for(
    site: ServedSite, page: Page, signed_in: Callable[[Page, str], Page]
) -> None:
    in_portal(site, "send(page, body='Chờ: tôi rất quý mến chị Hường.', net_hash='8' * 64)")
    page.clock.install()
    signed_in(page, "kiem-duyet")
    before = page.locator("[data-card]").count()
    in_portal(site, "for n in 'ab': send(page, body=f'Vừa tới {n}: cảm ơn chị Hường.', net_hash=n * 64)")
    page.clock.run_for(31_000)
    button = page.get_by_role("link", name="2 ý kiến mới")
    expect(button).to_be_visible()
    assert page.locator("[data-card]").count() == before
    button.click()
    page.wait_for_load_state()
    page.goto(f"{site.url}{DESK}hang/new/?q=Vừa+tới")
    assert page.locator("[data-card]").count() == 2


def test_from_the_form_to_an_appeal_without_scripts(
    site: ServedSite, page_nojs: Page, open_page: OpenPage, signed_in: Callable[[Page, str], Page]
) -> None:
    """A reader writes and appeals, two moderators decide: links and forms on a phone."""
    article = in_portal(site, "print(page.pk)")
    reader = page_nojs
    reader.goto(f"{site.url}/y-kien/gui/{article}/")
    reader.get_by_role("navigation", name="Đường dẫn").get_by_role("link").last.click()
    reader.locator("a[href*='/y-kien/gui/']").first.click()
    reader.get_by_label("Họ tên").fill("Nông Thị Không Mã")
    reader.get_by_label("Ý kiến", exact=True).fill("Không mã: tôi mong báo viết thêm về lớp học của chị Hường.")
    reader.wait_for_timeout(3_100)
    reader.get_by_role("button", name="Gửi").click()
    expect(reader.get_by_role("heading", name="Biên nhận ý kiến")).to_be_visible()
    receipt = reader.url

    phone = {"viewport": {"width": 360, "height": 740}, "java_script_enabled": False}
    first = signed_in(open_page(**phone), "kiem-duyet")
    first.goto(f"{site.url}{DESK}hang/all/?q=Không+mã")
    first.get_by_role("button", name="Mở để xử lý").click()
    first.get_by_label("Lý do", exact=True).select_option("off_topic")
    first.get_by_role("button", name="Không đăng").click()
    expect(first.get_by_role("button", name="Hoàn tác")).to_be_visible()

    reader.goto(receipt)
    reader.get_by_text("Khiếu nại quyết định này").click()
    reader.get_by_label("Vì sao bạn đề nghị xem lại?").fill("Tôi viết đúng về bài.")
    reader.get_by_role("button", name="Gửi khiếu nại").click()

    chief = signed_in(open_page(**phone), "truong-ban")
    chief.goto(f"{site.url}{DESK}hang/appeals/?q=Không+mã")
    chief.get_by_role("button", name="Mở để xử lý").click()
    chief.get_by_label("Chấp nhận: đăng nguyên văn").check()
    chief.get_by_label("Trả lời người khiếu nại").fill("Ý kiến của bạn đã được đăng.")
    chief.get_by_role("button", name="Trả lời khiếu nại").click()
    assert states(site, "Không mã") == ["published"]
    reader.goto(receipt)
    expect(reader.get_by_text("Ý kiến của bạn đã được đăng.").first).to_be_visible()


SCREENS = """
send(page, body='Màn hình: goi cho toi so 0912345678 nhe cac ban oi', net_hash='7' * 64)
edited = send(page, body='Màn hình sửa: tôi quý chị Hường. Nhà tôi ở đầu xóm, ai cần cứ tới.', net_hash='6' * 64)
propose(edited, actor=first, body='Màn hình sửa: tôi quý chị Hường.', reason='personal')
shown = send(page, body='Màn hình báo cáo: tôi nói thế thôi.', net_hash='5' * 64)
decide(shown, State.PUBLISHED, actor=first, reason='fit')
past(shown)
for n in '123': reports.report(shown, net_hash=n * 64, why='untrue', note='Sai')
refused = send(page, body='Màn hình khiếu nại: tôi viết đúng.', net_hash='4' * 64, email='a@vi-du.vn', follow=True)
decide(refused, State.REJECTED, actor=first, reason='off_topic')
writer.appeal(refused, 'Xin xem lại giúp tôi.')
stale = send(page, body='Màn hình xung đột: tôi viết đúng.', net_hash='3' * 64)
from news.comments.following import token_of
from portal.intake.receipts import token_for
receipt, follow = token_for(refused.submit_key), token_of(refused.follow)
print(edited.pk, shown.pk, refused.pk, stale.pk, shown.public_id, receipt, follow, page.pk)
"""


@pytest.mark.parametrize(("scheme", "width"), [("light", 360), ("light", 1440), ("dark", 1440)])
def test_no_axe_violations_at_the_desk_and_around_the_form(
    site: ServedSite, open_page: OpenPage, signed_in: Callable[[Page, str], Page], scheme: str, width: int
) -> None:
    edited, shown, refused, stale, public, token, follow, article = in_portal(site, SCREENS).split()
    page = open_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    signed_in(page, "truong-ban")
    for path in (
        *("", "hang/flagged/", "hang/reported/", "hang/appeals/", "hang/all/?q=khong+co+gi"),
        *(f"{pk}/" for pk in (edited, shown, refused)),
    ):
        page.goto(site.url + DESK + path)
        assert_no_axe_violations(page, f"{path}, {scheme}, {width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    for path in ("wordrule/", "threadpolicy/", "sanction/"):
        page.goto(f"{site.url}/quan-tri/snippets/comments/{path}")
        assert_no_axe_violations(page, f"{path}, {scheme}, {width}")
    page.goto(f"{site.url}{DESK}{stale}/")
    in_portal(site, f"decide(Comment.objects.get(pk={stale}), State.SPAM, actor=first, reason='advert')")
    page.get_by_role("button", name="Đăng nguyên văn").click()
    expect(page.get_by_role("alert")).to_contain_text("Không có gì bị ghi đè")
    assert_no_axe_violations(page, f"conflict, {scheme}, {width}")
    # One with a telephone number is flagged whatever was sent before.
    page.goto(f"{site.url}{DESK}hang/flagged/")
    page.locator("[name=chon]").first.check()
    page.locator("#nhieu").get_by_role("button", name="Thư rác").click()
    expect(page.locator(".desk-note")).to_contain_text("xong 1 trên 1")
    assert_no_axe_violations(page, f"many, {scheme}, {width}")
    follow = f"theo-doi/{follow}/"
    for path in (f"gui/{article}/", f"nhan/{token}/", f"bao-cao/{public}/", follow, f"{follow}dung/", "theo-doi/x/"):
        page.goto(f"{site.url}/y-kien/{path}")
        assert_no_axe_violations(page, f"{path}, {scheme}, {width}")
    page.goto(f"{site.url}/y-kien/gui/{article}/")
    page.get_by_label("Họ tên").fill("Nông Thị Không Dấu")
    page.get_by_label("Ý kiến", exact=True).fill("toi viet khong dau vi may cua toi khong co bo go")
    page.wait_for_timeout(3_100)
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_text("chưa có dấu").first).to_be_visible()
    assert_no_axe_violations(page, f"accents, {scheme}, {width}")
