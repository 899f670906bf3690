"""The judges judge: each finds a fault that is there, and none where there is none."""

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.accessibility import COLOURS, axe_violations
from tests.browser.html import html_errors
from tests.browser.traffic import record_traffic

GOOD = (
    "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'><title>Thử</title></head>"
    "<body><main><h1>Thử</h1></main></body></html>"
)
PICTURE = b"\x89PNG" + bytes(1000)


def test_axe_sees_what_a_screen_reader_would_miss(page: Page) -> None:
    """A picture without words is a violation; a plain page has none."""
    page.set_content(GOOD)
    assert axe_violations(page) == []
    page.set_content(GOOD.replace("</main>", "<img src='data:,'></main>"))
    assert any(violation.startswith("image-alt") for violation in axe_violations(page))


def test_axe_asked_about_colours_sees_pale_words_and_nothing_else(page: Page) -> None:
    """The same page has a picture without words."""
    page.set_content(GOOD.replace("<h1>", "<img src='data:,'><h1 style='color: #eee'>"))
    assert [violation.split(" ")[0] for violation in axe_violations(page, COLOURS)] == ["color-contrast"]
    assert len(axe_violations(page)) > 1


def test_the_html_checker_names_page_and_line() -> None:
    """Only the faulty page is named."""
    errors = html_errors({"/tốt/": GOOD, "/hỏng/": GOOD.replace("</h1>", "</h2>")})
    assert errors
    assert all(error.startswith("/hỏng/, line 1") for error in errors)


@pytest.fixture
def tiny_server() -> Iterator[str]:
    """Serve one page with one picture of 1,004 bytes."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            picture = self.path == "/p.png"
            body = PICTURE if picture else GOOD.replace("</main>", "<img src='/p.png' alt=''></main>").encode()
            self.send_response(200)
            self.send_header("Content-Type", "image/png" if picture else "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Say nothing on the terminal."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_traffic_counts_bytes_and_hosts(page: Page, tiny_server: str) -> None:
    """The bytes are those of body and headers, photos apart."""
    traffic = record_traffic(page)
    page.goto(tiny_server, wait_until="networkidle")
    assert {f"http://{host}" for host in traffic.hosts} == {tiny_server}
    (picture,) = (request for request in traffic.requests if request.is_photo)
    assert picture.url.endswith("p.png")
    assert len(PICTURE) < picture.transferred < len(PICTURE) + 500
    assert picture.transferred < sum(request.transferred for request in traffic.requests)
