"""One address for each kind of page, found on the served portal itself."""

import re
import urllib.error
import urllib.request
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from tests.stack.served_site import ServedSite

DIRECTLY = urllib.request.build_opener(urllib.request.ProxyHandler({}))
FIXED = {
    "home": "/",
    "section": "/tin-tuc/",
    "section, empty page": "/tin-tuc/?page=999",
    "plans": "/ke-hoach/",
    "documents": "/van-ban/",
    "documents, filtered": "/van-ban/?q=thi+dua",
    "about": "/gioi-thieu/",
    "contact": "/lien-he/",
    "map": "/so-do-cong/",
    "nomination form": "/gioi-thieu-guong/",
    "registry": "/guong/",
    "registry, filtered": "/guong/?doi-tuong=individual&sap-xep=ten",
    "registry, nothing found": "/guong/?q=xyzxyz&nam=abc",
    "registry, last page": "/guong/?page=999",
    "alphabet": "/guong/chu-cai/",
    "letter": "/guong/chu-cai/h/",
    "letter nobody has": "/guong/chu-cai/z/",
    "honours": "/danh-hieu/",
    "decisions": "/quyet-dinh-khen-thuong/",
    "decisions, nothing found": "/quyet-dinh-khen-thuong/?q=xyzxyz",
    "movements": "/phong-trao/",
    "clusters": "/cum-khoi/",
    "figures": "/so-lieu/",
    "replications": "/so-lieu/nhan-rong/",
    "polls": "/tham-do/",
    "consultations": "/lay-y-kien/",
    "search": "/tim-kiem/",
    "search results": "/tim-kiem/?q=thi+dua",
    "search without results": "/tim-kiem/?q=xyzxyz",
    "search, narrowed": "/tim-kiem/?q=thi+dua&kind=exemplar&place=tinh-bac-kan",
    "search, a place of several": "/tim-kiem/?q=thi+dua&place=tan+lap",
    "search, filters alone": "/tim-kiem/?kind=document",
    "search, only signs": "/tim-kiem/?q=%22%3F",
    "search with a wrong filter": "/tim-kiem/?q=thi+dua&kind=khong-co&page=abc",
    "not found": "/khong-co/",
}
EXEMPLARS = {
    "person with a portrait": 'class="exemplar-head">\n<div class="portrait">',
    "person": 'class="exemplar-kind">Cá nhân',
    "collective": 'class="exemplar-kind">Tập thể',
    "model": 'class="exemplar-kind">Mô hình',
    "exemplar with a revoked honour": "honour-step-ended",
}
# What tells that a page shows a block of this name. The demo frames nobody's video: see test_video_consent.
BLOCKS = {
    "photo": 'class="figure"',
    "gallery": 'class="gallery"',
    "quote": 'class="quote"',
    "table": 'class="table-block"',
    "document reference": 'class="reference"',
    "key figures": 'class="key-figures"',
    "file": 'class="download"',
}


@dataclass(frozen=True)
class Answer:
    """What the portal answered to one address."""

    status: int
    content_type: str
    text: str


def fetch(site: ServedSite, path: str) -> Answer:
    """Return the answer to a plain GET without cookies; "not found" is an answer too, a server error is not."""
    try:
        with DIRECTLY.open(site.url + path, timeout=60) as answer:
            return Answer(answer.status, answer.headers.get("Content-Type", ""), answer.read().decode())
    except urllib.error.HTTPError as error:
        if error.code >= 500:
            raise AssertionError(f"{path} answers {error.code}") from None
        return Answer(error.code, error.headers.get("Content-Type", ""), error.read().decode())


def paths_in_sitemap(site: ServedSite) -> list[str]:
    """Return the path of every page the sitemap names, in its order."""
    parts = [urlsplit(url) for url in re.findall(r"<loc>(.*?)</loc>", fetch(site, "/sitemap.xml").text)]
    found = []
    for part in parts:
        text = fetch(site, f"{part.path}?{part.query}").text
        found += [urlsplit(url).path for url in re.findall(r"<loc>(.*?)</loc>", text)]
    return found


def _first_below(paths: list[str], folder: str) -> str:
    """Return the first page with an address of its own inside the folder."""
    return next(path for path in paths if re.fullmatch(rf"{folder}[^/]+/", path))


def _first_link(html: str, pattern: str) -> str:
    found = re.search(rf'href="({pattern})"', html)
    assert found, f"no link like {pattern}"
    return found[1]


def _one_of_each(html_by_path: dict[str, str], folder: str, shown: dict[str, str]) -> dict[str, str]:
    """Return by name the first page below a folder that shows each text, of those the demo has."""
    below = {path: html for path, html in html_by_path.items() if path.startswith(folder)}
    found = {name: [path for path, html in below.items() if text in html][:1] for name, text in shown.items()}
    return {name: paths[0] for name, paths in found.items() if paths}


def _showing_every_block(html_by_path: dict[str, str]) -> dict[str, str]:
    """Return few pages which together show every kind of block, named after what each adds."""
    wanted, chosen = set(BLOCKS), {}
    while wanted:
        shown = {path: {name for name in wanted if BLOCKS[name] in html} for path, html in html_by_path.items()}
        richest = max(shown, key=lambda path: len(shown[path]))
        assert shown[richest], f"no page of the demo shows: {', '.join(sorted(wanted))}"
        chosen["with " + ", ".join(sorted(shown[richest]))] = richest
        wanted -= shown[richest]
    return chosen


def _voices(site: ServedSite) -> dict[str, str]:
    """Return an open and a closed poll, an open and a concluded consultation, and the form for an opinion."""
    polls = re.findall(r'href="(/tham-do/[^/"]+/)"', fetch(site, "/tham-do/").text)
    lists = re.findall(r'href="(/lay-y-kien/(?!rss/)[^/"]+/)"', fetch(site, "/lay-y-kien/").text)
    names = ("poll", "closed poll", "consultation", "concluded consultation")
    return dict(zip(names, (*polls[:2], *lists[:2]), strict=True)) | {"opinion": f"{lists[0]}gop-y/"}


@cache
def every_html(site: ServedSite) -> dict[str, str]:
    """Return the HTML of every page in the sitemap by path."""
    return {path: fetch(site, path).text for path in paths_in_sitemap(site)}


@cache
def page_kinds(site: ServedSite) -> dict[str, str]:
    """Return the path of one page of every kind readers meet, by name."""
    html = every_html(site)
    paths = list(html)
    return {
        **FIXED,
        "article": _first_below(paths, "/tin-tuc/"),
        "plan": _first_below(paths, "/ke-hoach/"),
        "document": _first_link(fetch(site, "/van-ban/").text, r"/van-ban/[^/\"?]+/"),
        "archive": _first_link(html["/tin-tuc/"], r"/tin-tuc/luu-tru/\d{4}/\d{1,2}/"),
        "topic": _first_link("".join(html.values()), r"/chu-de/[^/\"?]+/"),
        "honour": _first_link(fetch(site, "/danh-hieu/").text, r"/danh-hieu/[^/\"?]+/"),
        "decision": _first_link(fetch(site, "/quyet-dinh-khen-thuong/").text, r"/quyet-dinh-khen-thuong/[^/\"?]+/"),
        "movement": _first_link(fetch(site, "/phong-trao/").text, r"/phong-trao/[^/\"?]+/"),
        "cluster": _first_link(fetch(site, "/cum-khoi/").text, r"/cum-khoi/[^/\"?]+/"),
        "year of a cluster": _first_link(fetch(site, "/cum-khoi/").text, r"/cum-khoi/[^/\"?]+/\d{4}/"),
        **_voices(site),
        **_one_of_each(html, "/guong/", EXEMPLARS),
        **_one_of_each(html, "/guong-dien-hinh/", {"story": "Gương trong bài"}),
        **_showing_every_block(html),
    }
