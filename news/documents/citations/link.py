"""Writing links into a page's HTML where its text cites documents. One pass, linear in the HTML."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

from news.documents.citations.flatten import flatten

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
# A citation never runs across the edge of one of these.
_INLINE = frozenset("abbr b bdi bdo cite em i mark q s small span strong sub sup u wbr font".split())  # noqa: SIM905
_EDGE = "\ufffc"  # stands for a tag that text does not run across
_TAG_NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9-]{0,30})")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Wording:
    """A way in which the page cites: the words, what follows them, and the link, if there is one."""

    raw: str
    tail: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Plain text `text[at:at + length]` that stands at `start:end` of the HTML."""

    at: int
    length: int
    start: int
    end: int
    exact: bool  # one character of text is one character of HTML


def link_citations(html: str, wordings: Iterable[Wording]) -> str:
    """`html` with every wording that has a url wrapped in a link.

    Text inside links, buttons, scripts and the like stays, as do tags and attributes. Where two
    wordings share the words, the one whose tail follows is meant; one without a url stays plain.
    """
    by_words: dict[str, list[Wording]] = {}
    for wording in wordings:
        if wording.raw:
            by_words.setdefault(_words(wording.raw), []).append(wording)
    if not any(wording.url for group in by_words.values() for wording in group):
        return html
    text, pieces = _text_of(html)
    flat = flatten(text)
    found: list[tuple[int, int, Wording]] = []
    for match in _pattern(by_words).finditer(flat.text):
        wording = _meant(by_words[_words(match.group())], flat.text, match.end())
        if wording is not None and wording.url:
            span = _html_span(pieces, flat.original(match.start()), flat.original(match.end()))
            if span is not None:
                found.append((*span, wording))
    return _wrapped(html, found)


def _words(raw: str) -> str:
    return " ".join(flatten(raw).text.split())


def _pattern(by_words: dict[str, list[Wording]]) -> re.Pattern[str]:
    """All wordings as one tree of letters: the longest wins, and each place is looked at once."""
    tree: dict[str, dict] = {}
    for words in by_words:
        node = tree
        for char in words:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(rf"(?<![\w/])(?<!\w[-.]){_branches(tree)}(?![\w/]|-\w|[.,]\d)")


def _branches(node: dict[str, dict]) -> str:
    """A node as a pattern; runs of single letters are walked in a loop, so depth is no problem."""
    out: list[str] = []
    while True:
        ends = "" in node
        letters = [char for char in node if char]
        if not letters:
            break
        if len(letters) == 1 and not ends:
            out.append(_letter(letters[0]))
            node = node[letters[0]]
            continue
        inner = "|".join(_letter(char) + _branches(node[char]) for char in letters)
        out.append(f"(?:{inner})?" if ends else f"(?:{inner})")
        break
    return "".join(out)


def _letter(char: str) -> str:
    return r"[ \n]{1,4}" if char == " " else re.escape(char)


def _meant(group: list[Wording], text: str, end: int) -> Wording | None:
    """The wording whose tail follows in the text: the longest of them."""
    if len(group) == 1:
        return group[0]
    longest = max(len(wording.tail) for wording in group)
    following = " ".join(text[end : end + 2 * longest + 8].split())
    fitting = [wording for wording in group if following.startswith(_words(wording.tail))]
    return max(fitting, key=lambda wording: len(wording.tail), default=None)


def _text_of(html: str) -> tuple[str, list[_Piece]]:
    """The running text of HTML and where each part of it stands."""
    parts: list[str] = []
    pieces: list[_Piece] = []
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


def _decoded(html: str, start: int, end: int, at: int) -> Iterator[tuple[_Piece, str]]:
    """A stretch of HTML text as plain text, entity by entity."""
    position = start
    for entity in _ENTITY.finditer(html, start, end):
        if entity.start() > position:
            chunk = html[position : entity.start()]
            yield _Piece(at, len(chunk), position, entity.start(), True), chunk
            at += len(chunk)
        plain = unescape(entity.group())
        yield _Piece(at, len(plain), entity.start(), entity.end(), False), plain
        at += len(plain)
        position = entity.end()
    if position < end:
        yield _Piece(at, end - position, position, end, True), html[position:end]


def _html_span(pieces: list[_Piece], start: int, end: int) -> tuple[int, int] | None:
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

    def __init__(self, pieces: list[_Piece]) -> None:
        self._pieces = pieces

    def __len__(self) -> int:
        return len(self._pieces)

    def __getitem__(self, index: int) -> int:
        return self._pieces[index].at


def _wrapped(html: str, found: list[tuple[int, int, Wording]]) -> str:
    out: list[str] = []
    done = 0
    for start, end, wording in found:
        title = f' title="{escape(wording.title)}"' if wording.title else ""
        out += [html[done:start], f'<a class="citation" href="{escape(wording.url)}"{title}>', html[start:end], "</a>"]
        done = end
    out.append(html[done:])
    return "".join(out)
