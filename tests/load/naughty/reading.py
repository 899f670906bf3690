"""A page as a browser reads it: its elements, attributes and addresses, what stands in its fields and its texts.

Stricter than a browser and several times as quick as ``html.parser``: our templates write well-formed tags, and
whatever else begins like one is reported.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
"""Elements that have no end."""
LONG = 400
"""Characters of a tag that is not worth remembering."""
BLOCKS = frozenset(
    (
        *("p", "div", "li", "dd", "dt", "dl", "h1", "h2", "h3", "h4", "section", "article", "blockquote", "ul", "ol"),
        *("td", "th", "tr", "table", "form", "label"),
    )
)
_ADDRESSES = frozenset(("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset"))
_SAFE = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|[?#]|data:image/)|\Z", re.IGNORECASE)
_VALUE = r"""\"[^\"]*\"|'[^']*'|[^\s"'=<>`]+"""
_TAG = re.compile(
    r"<!--.*?-->|<!doctype[^>]*>"
    r"|<(?P<end>/?)(?P<name>[a-z][a-z0-9-]*)"
    rf"""(?P<rest>(?:\s+[^\s=<>/"']+(?:=(?:{_VALUE}))?)*)\s*(?P<closed>/?)>""",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""([^\s=<>/"']+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_STRAY = re.compile("<[a-z/!?][^>]{0,40}", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


@dataclass
class Node:
    """An element: its name, its attributes, the texts and elements in it."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    inside: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """What a reader sees of it, as one line: blocks and line breaks part words, spaces count once."""
        return _SPACES.sub(" ", self.raw).strip()

    @property
    def raw(self) -> str:
        """Its text with every space there is."""
        return "".join(one if isinstance(one, str) else _spaced(one) for one in self.inside)

    def all(self, *classes: str, name: str = "") -> list[Node]:
        """Return the elements within that have all these classes, or this name."""
        found = []
        for one in self.inside:
            if isinstance(one, str):
                continue
            has = set(one.attributes.get("class", "").split())
            if (not name or one.name == name) and has.issuperset(classes):
                found.append(one)
            found += one.all(*classes, name=name)
        return found


def _spaced(node: Node) -> str:
    if node.name == "br":
        return "\n"
    return f"\n{node.raw}\n" if node.name in BLOCKS else node.raw


@dataclass
class Page(Node):
    """A whole page."""

    nodes: list[Node] = field(default_factory=list)
    """All its elements."""
    names: set[str] = field(default_factory=set)
    """Of its elements, with their attributes: ``a[href]``."""
    odd: list[str] = field(default_factory=list)
    """What no page of ours holds: ``on…`` attributes, addresses that run something, addresses of other hosts' files."""

    @property
    def problems(self) -> list[str]:
        """What the page says is wrong, each sentence of it; where it says nothing, its heading."""
        found = [one for one in self.nodes if _is_told(one)]
        return [one.text for one in found or [one for one in self.nodes if one.name == "h1"]]

    def values(self, name: str) -> list[str]:
        """Return what stands in the fields of a name that hold text."""
        found = []
        for one in self.nodes:
            if one.attributes.get("name") != name:
                continue
            if one.name == "textarea":
                # The line break after the tag is none of the text's.
                found.append(re.sub(r"\A\r?\n", "", one.raw))
            if one.name == "input" and one.attributes.get("type") in _TEXTS:
                found.append(one.attributes.get("value", ""))
        return found


_TEXTS = (None, "text", "email", "search", "hidden")
_TOLD = {"errorlist", "error-message", "notice", "page-intro"}


def _is_told(node: Node) -> bool:
    """Tell whether an element holds what a page says is wrong."""
    classes = node.attributes.get("class", "")
    return node.attributes.get("role") == "alert" or not _TOLD.isdisjoint(classes.split())


def read(text: str) -> Page:
    """Return a page. A "<" that begins anything and belongs to none of our well-formed tags is one of its oddities."""
    page = Page("page")
    opened: list[Node] = [page]
    at = 0
    while tag := _TAG.search(text, at):
        if tag.start() > at:
            _add_text(page, opened[-1], text[at : tag.start()])
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if tag["end"]:
            depth = next((deep for deep in range(len(opened) - 1, 0, -1) if opened[deep].name == name), 0)
            del opened[depth or len(opened) :]
            continue
        attributes, names, odd = (_looked_at if len(tag[0]) < LONG else _look_at)(name, tag["rest"])
        node = Node(name, attributes)
        page.nodes.append(node)
        page.names |= names
        page.odd += odd
        opened[-1].inside.append(node)
        if name in ("script", "style"):
            end = re.compile(rf"</{name}\s*>|\Z", re.IGNORECASE).search(text, at)
            node.inside.append(text[at : end.start()] if end else "")
            at = end.end() if end else len(text)
        elif name not in VOID and not tag["closed"]:
            opened.append(node)
    _add_text(page, opened[-1], text[at:])
    return page


def _add_text(page: Page, node: Node, text: str) -> None:
    page.odd += [f"a tag that is none of ours: {found[0]!a}" for found in _STRAY.finditer(text)]
    node.inside.append(unescape(text))


def _look_at(name: str, rest: str) -> tuple[dict[str, str], frozenset[str], tuple[str, ...]]:
    """Return the attributes of a tag, its names with theirs, and what is odd about them."""
    attributes: dict[str, str] = {}
    for key, double, single, bare in _ATTRIBUTE.findall(rest):
        attributes.setdefault(key.lower(), unescape(double or single or bare))
    odd = [
        f"{name}[{key}={value[:60]!a}]"
        for key, value in attributes.items()
        if key.startswith("on") or (key in _ADDRESSES and not _SAFE.match(value.strip()))
    ]
    return attributes, frozenset((name, *(f"{name}[{key}]" for key in attributes))), tuple(odd)


# Most tags of a page are on every other page too.
_looked_at = lru_cache(50_000)(_look_at)
