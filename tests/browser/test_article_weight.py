"""An article on a weak phone: few requests, few bytes, from this portal alone."""

from urllib.parse import urlsplit

from tests.browser.conftest import OpenPage
from tests.browser.page_kinds import page_kinds
from tests.browser.traffic import record_traffic
from tests.stack.served_site import ServedSite

MOST_BYTES = 60 * 1024
MOST_REQUESTS = 10


def test_articles_are_light_and_ask_nobody_else(site: ServedSite, open_page: OpenPage) -> None:
    """At most 60 KB and 10 requests without photos; read to the end, so that late pictures count too.

    Held by a plain article and by those with every kind of block, each met by a reader who comes first to it.
    """
    kinds = {kind: path for kind, path in page_kinds(site).items() if kind == "article" or kind.startswith("with ")}
    for kind, path in kinds.items():
        page = open_page(viewport={"width": 360, "height": 740})
        traffic = record_traffic(page)
        page.goto(site.url + path, wait_until="networkidle")
        page.keyboard.press("End")
        page.wait_for_load_state("networkidle")
        without_photos = [request for request in traffic.requests if not request.is_photo]
        transferred = sum(request.transferred for request in without_photos)
        print(f"{kind}: {transferred} bytes, {len(without_photos)} requests, photos apart\n{traffic.table()}")
        assert traffic.hosts == {urlsplit(site.url).netloc}, traffic.table()
        assert transferred <= MOST_BYTES, traffic.table()
        assert len(without_photos) <= MOST_REQUESTS, traffic.table()
