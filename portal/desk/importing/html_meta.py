"""What a web page says about itself in its head: Open Graph, Dublin Core, article and schema.org tags."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from portal.vietnamese.text import squash

from . import facts
from .shapes import Stated

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")

_TITLE = ("og:title", "dc.title", "dcterms.title", "twitter:title", "headline")
_LEAD = ("og:description", "dc.description", "dcterms.description", "description", "twitter:description")
_DATE = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "pubdate",
    "publishdate",
    "article:modified_time",
)
_AUTHOR = ("article:author", "author", "dc.creator", "dcterms.creator")
#: More than this in a head is no fact about an article, only work for the patterns below.
_LONGEST = 2000
_HARD_SEPARATOR = re.compile(r"\s+(?:\||::|»|·)\s+")
_SITE_TAIL = re.compile(
    r"\s+[-–—]\s+(?:\S+\.(?:vn|com|net|org)\S*|(?:Báo|Cổng|Trang|Sở|UBND|Ban|Đài|Tạp chí|Website)\b.{0,80})$"
)


def stated_by(root: Any) -> Stated:
    """The facts in the head of a parsed page; visible text is not looked at."""
    tags = _tags(root)
    site = _first(tags, ("og:site_name",))
    title = _first(tags, _TITLE) or squash((root.findtext(".//title") or "")[:_LONGEST])
    author = _first(tags, _AUTHOR)
    return Stated(
        title=_without_site(title, site),
        lead=_first(tags, _LEAD),
        when=next((when for name in _DATE if (when := parse_when(tags.get(name, "")))), None),
        author="" if author.startswith("http") or not facts.is_name(author) else author,
        url=facts.clean_url(_first(tags, ("canonical", "og:url"))),
        site=site,
    )


def parse_when(text: str) -> datetime | None:
    """A machine date ("2024-01-08T15:52:00+07:00", "2024-01-08") or a date line, in Vietnamese time."""
    text = text.strip()
    try:
        when = datetime.fromisoformat(text.replace(" +", "+"))
    except ValueError:
        line = facts.date_line(text)
        if line is None or line.day is None:
            return None
        return datetime(line.day.year, line.day.month, line.day.day, *(line.clock or (0, 0)), tzinfo=VIETNAM)
    try:
        return when.replace(tzinfo=VIETNAM) if when.tzinfo is None else when.astimezone(VIETNAM)
    except (OverflowError, ValueError):
        return None


def _tags(root: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        content = squash((meta.get("content") or "")[:_LONGEST])
        if name and content:
            tags.setdefault(name, content)
    for link in root.iter("link"):
        if (link.get("rel") or "").lower() == "canonical":
            tags.setdefault("canonical", link.get("href") or "")
    return tags


def _first(tags: dict[str, str], names: tuple[str, ...]) -> str:
    return next((tags[name] for name in names if tags.get(name)), "")


def _without_site(title: str, site: str) -> str:
    """A title without the name of the site that pages hang on it."""
    if site:
        title = re.sub(rf"\s*[|·»:–—-]+\s*{re.escape(site)}\s*$", "", title, flags=re.IGNORECASE)
    return _SITE_TAIL.sub("", max(_HARD_SEPARATOR.split(title), key=len))
