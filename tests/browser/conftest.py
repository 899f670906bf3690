"""Chromium as Debian installs it, pages that report every complaint, and a served portal to look at."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.stack.served_site import ServedSite, served
from tests.tools import needs_tool

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    path = needs_tool("chromium")
    # Playwright keeps an event loop in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def _is_complaint(page: Page, message: ConsoleMessage) -> bool:
    """Tell whether a console message is a fault; that the page itself was not found (404) is none."""
    not_found = message.text.startswith("Failed to load resource") and message.location.get("url") == page.url
    return message.type == "error" and not not_found


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Open pages in contexts of their own; afterwards none may have complained.

    A complaint is an error on the console (a refused inline script too) or an exception in a script.
    Arguments are those of Playwright's ``new_context``.
    """
    contexts = []
    complaints: list[str] = []

    def opened(**options: object) -> Page:
        context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", lambda message: _is_complaint(page, message) and complaints.append(f"{page.url}: {message}"))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A desktop page."""
    return open_page(viewport={"width": 1440, "height": 900})


@pytest.fixture
def page_nojs(open_page: OpenPage) -> Page:
    """A phone's page on which no script runs."""
    return open_page(viewport={"width": 360, "height": 740}, java_script_enabled=False)


@pytest.fixture(scope="session")
def site(prepared_site: Path, tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Iterator[ServedSite]:
    """The demo portal, served as ``make run`` does; a test may write to it, in what only it looks at."""
    with served(prepared_site, tmp_path_factory.mktemp("served") / "var") as running:
        yield running
