"""Writing links into a page's HTML where its text cites documents. One pass, linear in the HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from portal.base.running_text import html_span, text_of
from portal.vietnamese.flatten import flatten


@dataclass(frozen=True, slots=True)
class Wording:
    """A way in which the page cites: the words, what follows them, and the link, if there is one."""

    raw: str
    tail: str
    url: str = ""
    title: str = ""


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
    text, pieces = text_of(html)
    flat = flatten(text)
    found: list[tuple[int, int, Wording]] = []
    for match in _pattern(by_words).finditer(flat.text):
        wording = _meant(by_words[_words(match.group())], flat.text, match.end())
        if wording is not None and wording.url:
            span = html_span(pieces, flat.original(match.start()), flat.original(match.end()))
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


def _wrapped(html: str, found: list[tuple[int, int, Wording]]) -> str:
    out: list[str] = []
    done = 0
    for start, end, wording in found:
        title = f' title="{escape(wording.title)}"' if wording.title else ""
        out += [html[done:start], f'<a class="citation" href="{escape(wording.url)}"{title}>', html[start:end], "</a>"]
        done = end
    out.append(html[done:])
    return "".join(out)
