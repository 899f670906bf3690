"""What kind of program sent a request, as far as it says so itself."""

from __future__ import annotations

import re

from django.http import HttpRequest

BOTS = (
    *("bot", "crawl", "spider", "slurp", "scrap", "archiver", "fetcher", "preview", "monitor", "uptime", "pingdom"),
    *("curl", "wget", "httpie", "python", "java/", "okhttp", "go-http-client", "libwww", "perl", "ruby", "php"),
    *("axios", "node-fetch", "undici", "headless", "phantomjs", "selenium", "lighthouse", "pagespeed", "ahrefs"),
    *("facebookexternalhit", "whatsapp", "telegram", "skypeuripreview", "feed", "rss", "validator", "scan"),
)
"""Words of programs that read without a reader, as they stand in User-Agent, in lower case."""

_PHONE = re.compile(r"mobile|android|iphone|ipad|ipod")
_BROWSER = re.compile(r"^mozilla/|^opera/")


def user_agent(request: HttpRequest) -> str:
    """Return the User-Agent header, cut to what a browser sends at most."""
    return request.META.get("HTTP_USER_AGENT", "")[:512]


def is_bot(agent: str) -> bool:
    """Tell whether a User-Agent is none of a reader's browser: it names a robot or a tool, or is not there at all."""
    lower = agent.lower()
    return not _BROWSER.search(lower) or any(word in lower for word in BOTS)


def ua_class(request: HttpRequest) -> str:
    """Return ``phone``, ``computer`` or ``bot``: all that is kept of the User-Agent."""
    agent = user_agent(request)
    if is_bot(agent):
        return "bot"
    return "phone" if _PHONE.search(agent.lower()) else "computer"
