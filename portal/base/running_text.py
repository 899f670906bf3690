"""The running text of HTML, and where each part of it stands: for putting links into finished HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

# Text inside these is no running text, or is a link already.
_CLOSED = frozenset(
    {
        "a",
        "button",
        "script",
        "style",
        "textarea",
        "svg",
        "select",
        "option",
        "template",
        "title",
        "noscript",
        "iframe",
        "code",
        "pre",
        "math",
    }
)
# Words never run across the edge of one of these.
_INLINE = frozenset("abbr b bdi bdo cite em i mark q s small span strong sub sup u wbr font".split())  # noqa: SIM905
_EDGE = "\ufffc"  # stands for a tag that text does not run across
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,30})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Piece:
    """Plain text `text[at:at + length]` that stands at `start:end` of the HTML."""

    at: int
    length: int
    start: int
    end: int
    exact: bool  # one character of text is one character of HTML


def text_of(html: str) -> tuple[str, list[Piece]]:
    """The running text of HTML and where each part of it stands."""
    parts: list[str] = []
    pieces: list[Piece] = []
    size = 0
    closed: list[str] = []
    for start, end, name, is_end in _tokens(html):
        if name is None:
            if not closed:
                for piece, chunk in _decoded(html, start, end, size):
                    pieces.append(piece)
                    parts.append(chunk)
                    size += len(chunk)
            continue
        if closed:
            if is_end and name == closed[-1]:
                closed.pop()
            elif not is_end and name == closed[-1] and html[end - 2] != "/":
                closed.append(name)
        elif not is_end and name in _CLOSED and html[end - 2] != "/":
            closed.append(name)
        if name not in _INLINE:
            parts.append(_EDGE)
            size += 1
    return "".join(parts), pieces


def _tokens(html: str) -> Iterator[tuple[int, int, str | None, bool]]:
    """(start, end, tag name or None for text, is an end tag); comments count as tags without a name."""
    position, size = 0, len(html)
    while position < size:
        opening = html.find("<", position)
        if opening < 0:
            yield position, size, None, False
            return
        if opening > position:
            yield position, opening, None, False
        end = _tag_end(html, opening)
        match = _TAG_NAME.match(html, opening)
        yield opening, end, match.group(1).lower() if match else "!", html.startswith("</", opening)
        position = end


def _tag_end(html: str, opening: int) -> int:
    """The end of the tag or comment that begins here; quoted ">" do not end it."""
    if html.startswith("<!--", opening):
        end = html.find("-->", opening + 4)
        return len(html) if end < 0 else end + 3
    position = opening + 1
    while position < len(html):
        char = html[position]
        if char == ">":
            return position + 1
        if char in "\"'":
            closing = html.find(char, position + 1)
            if closing < 0:
                return len(html)
            position = closing
        position += 1
    return len(html)


def _decoded(html: str, start: int, end: int, at: int) -> Iterator[tuple[Piece, str]]:
    """A stretch of HTML text as plain text, entity by entity."""
    position = start
    for entity in _ENTITY.finditer(html, start, end):
        if entity.start() > position:
            chunk = html[position : entity.start()]
            yield Piece(at, len(chunk), position, entity.start(), True), chunk
            at += len(chunk)
        plain = unescape(entity.group())
        yield Piece(at, len(plain), entity.start(), entity.end(), False), plain
        at += len(plain)
        position = entity.end()
    if position < end:
        yield Piece(at, end - position, position, end, True), html[position:end]


def html_span(pieces: list[Piece], start: int, end: int) -> tuple[int, int] | None:
    """The stretch of HTML that holds `start:end` of the text; of one cut by tags, its longest part."""
    starts = _Starts(pieces)
    index = max(0, bisect_right(starts, start) - 1)
    spans: list[tuple[int, int]] = []
    while index < len(pieces) and pieces[index].at < end:
        piece = pieces[index]
        index += 1
        low, high = max(start, piece.at), min(end, piece.at + piece.length)
        if low >= high:
            continue
        begin = piece.start + (low - piece.at) if piece.exact else piece.start
        stop = piece.start + (high - piece.at) if piece.exact else piece.end
        if spans and spans[-1][1] == begin:
            spans[-1] = (spans[-1][0], stop)
        else:
            spans.append((begin, stop))
    return max(spans, key=lambda span: span[1] - span[0], default=None)


class _Starts:
    """The starts of pieces as a sequence for bisect, without a copy for each match."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, index: int) -> int:
        return self._pieces[index].at
