"""Links in a page's HTML where it first names what has a public page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from portal.base.running_text import html_span, text_of
from portal.vietnamese.flatten import flatten
from portal.vietnamese.text import same_tone
from search.mentions.shown import Link


def link_mentions(html: str, links: Iterable[Link]) -> str:
    """Return ``html`` with each link put once, where its words first stand in running text.

    Text inside links (citations among them), buttons, scripts and the like stays as it is, as do tags and attributes.
    Where words overlap the longer ones are linked.
    """
    wanted = sorted(links, key=lambda link: -len(link.words))
    if not wanted:
        return html
    text, pieces = text_of(html)
    flat = flatten(text)
    running = same_tone(flat.text)
    taken: list[tuple[int, int]] = []
    spans: list[tuple[int, int, Link]] = []
    for link in wanted:
        place = _first_free(running, link.words, taken)
        if place is None:
            continue
        taken.append(place)
        span = html_span(pieces, flat.original(place[0]), flat.original(place[1]))
        if span is not None:
            spans.append((*span, link))
    return _wrapped(html, sorted(spans, key=lambda span: span[0]))


def _first_free(text: str, words: str, taken: list[tuple[int, int]]) -> tuple[int, int] | None:
    """Return where the words first stand as whole words, outside of what is taken."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            return match.span()
    return None


def _wrapped(html: str, spans: list[tuple[int, int, Link]]) -> str:
    out: list[str] = []
    done = 0
    for start, end, link in spans:
        if start < done:
            continue
        opening = f'<a class="mention" href="{escape(link.url)}">'
        out += [html[done:start], opening, html[start:end], "</a>"]
        done = end
    out.append(html[done:])
    return "".join(out)
