"""Where on a web page the article is: furniture out, then the part that holds nearly all running text."""

from __future__ import annotations

import re
from typing import Any

from portal.vietnamese.text import squash

_ALWAYS = (
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "nav", "footer", "aside", "button"),
    *("select", "option", "input", "textarea", "svg", "canvas", "audio", "video", "map", "dialog", "menu"),
)
_ROLES = ("navigation", "complementary", "search", "contentinfo", "menu", "menubar", "toolbar", "dialog")
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:comments?|binh-?luan|related|lien-?quan|tin-?(?:khac|lien-?quan|moi|da-?dua)|share|social|chia-?se"
    r"|bread-?crumbs?|menu|nav(?:bar)?|side-?bar|weather|thoi-?tiet|poll|vote|tham-?do|banner|quang-?cao|advert\w*|ads"
    r"|tool-?bar|tags?|pagination|pager|popup|modal|cookie|rating|copyright|most-?read|doc-?nhieu)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_BLOCKS = frozenset(
    {
        *("p", "div", "td", "li", "section", "article", "main", "blockquote", "dd", "pre", "figcaption", "span"),
        *("font", "center", "body", "h1", "h2", "h3", "h4", "h5", "h6"),
    }
)
#: A part with this share of the running text holds the article.
_CORE = 0.8


def remove_furniture(root: Any) -> list[str]:
    """Take away what is never article, and what is named as furniture; the words of the latter are returned."""
    for element in list(root.iter(*_ALWAYS)):
        _remove(element)
    total = len(_text(root))
    taken = []
    for element in list(root.iter()):
        if (
            element.getparent() is None
            or element.tag in ("html", "body", "article", "main")
            or not isinstance(element.tag, str)
        ):
            continue
        names = f"{element.get('class', '')} {element.get('id', '')}"
        named = element.get("role") in _ROLES or bool(_FURNITURE.search(names))
        hidden = element.get("hidden") is not None or bool(_HIDDEN.search(element.get("style", "")))
        if named or hidden:
            words = _text(element)
            # A wrapper around everything may bear such a name; it is no furniture then.
            if 2 * len(words) <= total:
                taken.append(words)
                _remove(element)
    return [words for words in taken if words]


def find_main(root: Any) -> Any:
    """The element that holds the article's text, as deep as it can be without losing any paragraph of weight."""
    body = root.find(".//body")
    body = root if body is None else body
    scores = _scores(body)
    total = scores.get(body, 0)
    main = body
    while True:
        best = max(main, key=lambda child: scores.get(child, 0), default=None)
        if best is None or not total or scores.get(best, 0) < _CORE * total or best.tag == "p":
            return main
        main = best


def find_title(root: Any, main: Any, stated: str) -> Any | None:
    """The heading that is the article's title: the one the head of the page states, else the best h1."""
    headings = [
        element
        for element in root.iter("h1", "h2", "h3", "p", "div", "span")
        if element.tag != "div" or not len(element)
    ]
    if stated:
        wanted = squash(stated).casefold()
        for element in headings:
            if _text(element).casefold() == wanted:
                return element
    tops = [element for element in root.iter("h1") if len(_text(element).split()) >= 3]
    inside = [element for element in tops if main in element.iterancestors()]
    return (inside or tops[-1:] or [None])[0]


def scope_of(main: Any, title: Any | None) -> Any:
    """The element to read: it holds title and text, and the author below the text where there is an article tag."""
    article = next((element for element in [main, *main.iterancestors()] if element.tag == "article"), None)
    scope = article if article is not None else main
    if title is not None and title is not scope:
        above = [title, *title.iterancestors()]
        scope = next((element for element in [scope, *scope.iterancestors()] if element in above), scope)
    if scope is main and main.getparent() is not None and main.tag not in ("body", "article", "main"):
        scope = main.getparent()
    return scope


def _scores(body: Any) -> dict[Any, int]:
    """For each element the weight of running text in it: long stretches that are not links."""
    scores: dict[Any, int] = {}
    for element in body.iter():
        if not isinstance(element.tag, str) or element.tag not in _BLOCKS:
            continue
        own = squash((element.text or "") + " ".join(_inline(child) + (child.tail or "") for child in element))
        if len(own) < 40:
            continue
        for holder in [element, *element.iterancestors()]:
            scores[holder] = scores.get(holder, 0) + len(own)
            if holder is body:
                break
    return scores


def _inline(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag in ("a", *_BLOCKS):
        return " "
    return (element.text or "") + "".join(_inline(child) + (child.tail or "") for child in element)


def _text(element: Any) -> str:
    return squash(" ".join(element.itertext()))


def _remove(element: Any) -> None:
    """Empty an element, keeping the text behind it."""
    if element.getparent() is not None:
        element.clear(keep_tail=True)
        element.tag = "span"
