"""An article on a weak phone: few requests, few bytes, from this portal alone."""

from urllib.parse import urlsplit

from tests.browser.conftest import OpenPage
from tests.browser.page_kinds import page_kinds
from tests.browser.traffic import record_traffic
from tests.stack.served_site import ServedSite

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 10


def test_article_is_light_and_asks_nobody_else(site: ServedSite, open_page: OpenPage) -> None:
    """At most 60 KB and 10 requests without photos; read to the end, so that late pictures count too."""
    page = open_page(viewport={"width": 360, "height": 740})
    traffic = record_traffic(page)
    page.goto(site.url + page_kinds(site)["article"], wait_until="networkidle")
    page.keyboard.press("End")
    page.wait_for_load_state("networkidle")
    without_photos = [request for request in traffic.requests if not request.is_photo]
    print(traffic.table())
    assert traffic.hosts == {urlsplit(site.url).netloc}, traffic.table()
    assert sum(request.transferred for request in without_photos) <= MOST_BYTES, traffic.table()
    assert len(without_photos) <= MOST_REQUESTS, traffic.table()
