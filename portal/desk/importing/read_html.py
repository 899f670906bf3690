"""Web pages → lines."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree, html

from portal.base.encoding import decode
from portal.base.refusal import Refusal
from portal.vietnamese.text import normalise, squash

from . import facts
from .html_main import find_main, find_title, remove_furniture, scope_of
from .html_meta import stated_by
from .html_pictures import PictureFinder
from .limits import MAX_HTML_ELEMENTS, MAX_TABLE_CELLS
from .runs import lines_from_runs
from .shapes import Dropped, Line, Reading, Run
from .tables import table_lines

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_INLINE = frozenset(
    {
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins"),
        *("kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt"),
        *("u", "var", "wbr"),
    }
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CLASSES = (
    ("caption", re.compile(r"caption|chu-?thich|figcaption|photo-?desc", re.IGNORECASE)),
    ("author", re.compile(r"(?:^|[\s_-])(?:author|tac-?gia|by-?line|nguoi-?viet)", re.IGNORECASE)),
    ("source", re.compile(r"(?:^|[\s_-])(?:source|nguon)(?:$|[\s_-])", re.IGNORECASE)),
    (
        "lead",
        re.compile(
            r"(?:^|[\s_-])(?:sapo|lead|summary|tom-?tat|trich-?dan|chapeau|excerpt|intro(?:text)?|desc(?:ription)?)(?:$|[\s_-])",
            re.IGNORECASE,
        ),
    ),
)
_CENTRE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_RIGHT = re.compile(r"text-align\s*:\s*right", re.IGNORECASE)


def read_html(data: bytes, folder: Path | None = None) -> Reading:
    """Lines of a web page's article. ``folder`` is where its pictures may lie; None means nowhere.

    Raises :class:`Refusal` when the page cannot be decoded or holds nothing.
    """
    declared = _CHARSET.search(data[:4096])
    text = decode(data, declared[1].decode("ascii") if declared else "")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        return _read(root, PictureFinder(folder))
    except (etree.LxmlError, RecursionError) as error:
        raise Refusal(_("trang HTML bị hỏng, không đọc được")) from error


def _read(root: Any, finder: PictureFinder) -> Reading:
    if next(islice(root.iter(), MAX_HTML_ELEMENTS, None), None) is not None:
        raise Refusal(_("trang có hơn %(limit)s phần tử, quá phức tạp") % {"limit": MAX_HTML_ELEMENTS})
    stated = stated_by(root)
    furniture = remove_furniture(root)
    main = find_main(root)
    title = find_title(root, main, stated.title)
    walker = _Walker(finder, title)
    walker.block(scope_of(main, title))
    walker.flush()
    return Reading(
        _without_navigation(walker.lines),
        stated,
        dropped=[Dropped(words, "khung của trang") for words in furniture],
        warnings=finder.warnings,
    )


def _without_navigation(lines: list[Line]) -> list[Line]:
    """Above the title only dates are of the article; the rest is the way that led to it."""
    at = next((index for index, line in enumerate(lines) if line.hint == "title"), 0)
    return [line for line in lines[:at] if facts.date_line(line.text)] + lines[at:]


class _Walker:
    """Walks a tree in reading order; inline text gathers in ``runs`` until a block ends."""

    def __init__(self, finder: PictureFinder, title: Any | None) -> None:
        self.finder = finder
        self.title = title
        self.lines: list[Line] = []
        self.runs: list[Run] = []
        self.look: dict[str, Any] = {}
        self.cells = 0

    def flush(self) -> None:
        """End the paragraph under way."""
        for line in lines_from_runs(self.runs, **self.look):
            linked = all(run.href or not run.text.strip() for run in line.runs) and bool(line.runs)
            if not line.hint and line.kind in ("text", "item"):
                line.hint = "link" if linked and not facts.source_line(line.text)[1] else _hint(line)
            self.lines.append(line)
        self.runs = []

    def block(self, element: Any, **look: Any) -> None:
        """Read a block element and all in it."""
        self.flush()
        outer, self.look = self.look, {**self.look, **look, **self._look(element)}
        self._inside(element, Run(""))
        self.flush()
        self.look = outer

    def _inside(self, element: Any, style: Run) -> None:
        self._text(element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, style)
            self._text(child.tail, style)

    def _child(self, child: Any, style: Run) -> None:
        tag = child.tag
        if tag == "br":
            self.runs.append(Run("\n"))
        elif tag == "img":
            self._picture(child)
        elif tag == "table":
            self.flush()
            self.lines += self._table(child)
        elif tag in _INLINE and child is not self.title and not _hint_of_class(child):
            self._inside(child, _styled(child, style))
        elif tag in ("head", "hr", "col", "colgroup"):
            self.flush()
        else:
            self.block(child)

    def _text(self, text: str | None, style: Run) -> None:
        if text:
            self.runs.append(
                Run(_SPACE.sub(" ", normalise(text).replace("\n", " ")), style.bold, style.italic, style.href)
            )

    def _look(self, element: Any) -> dict[str, Any]:
        tag = element.tag
        if element is self.title:
            return {"kind": "heading", "hint": "title", "level": 1}
        hint = _hint_of_class(element)
        if tag in _HEADINGS:
            return {"kind": "heading", "level": max(_HEADINGS[tag], 2), "hint": hint}
        if tag == "li":
            return {"kind": "item", "ordered": getattr(element.getparent(), "tag", "") == "ol"}
        if tag == "blockquote":
            return {"kind": "quote"}
        if hint:
            return {"hint": hint}
        style = element.get("style", "")
        if element.get("align") == "center" or _CENTRE.search(style) or tag == "center":
            return {"hint": "centred"}
        return {"hint": "right"} if element.get("align") == "right" or _RIGHT.search(style) else {}

    def _picture(self, image: Any) -> None:
        picture = self.finder.find(image)
        if picture:
            held, self.runs = self.runs, []
            self.lines.append(Line(kind="picture", picture=picture))
            self.runs = held

    def _table(self, table: Any) -> list[Line]:
        held_lines, held_look, self.look = self.lines, self.look, {}
        rows = []
        for row in table.iter("tr"):
            if next(row.iterancestors("table"), None) is not table:
                continue
            cells: list[list[Line]] = []
            for cell in row:
                if cell.tag not in ("td", "th"):
                    continue
                self.cells += 1
                if self.cells > MAX_TABLE_CELLS:
                    raise Refusal(_("bảng có hơn %(limit)s ô") % {"limit": MAX_TABLE_CELLS})
                self.lines = []
                self.block(cell)
                cells.append(self.lines)
                span = cell.get("colspan", "1")
                cells += [[] for _ in range(min(int(span) if span.isdecimal() else 1, 50) - 1)]
            rows.append(cells)
        self.lines, self.look = held_lines, held_look
        return table_lines(rows)


def _styled(element: Any, style: Run) -> Run:
    css = element.get("style", "")
    href = style.href
    if element.tag == "a":
        address = (element.get("href") or "").strip()
        href = facts.clean_url(address) or (address if re.fullmatch(r"mailto:[^\s<>\"]+@[^\s<>\"]+", address) else "")
    bold = style.bold or element.tag in ("b", "strong") or bool(re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", css))
    italic = style.italic or element.tag in ("i", "em", "cite") or "italic" in css
    return Run("", bold, italic, href)


def _hint(line: Line) -> str:
    words = [run for run in line.runs if run.text.strip()]
    if words and all(run.bold for run in words):
        return "bold"
    return "italic" if words and all(run.italic for run in words) else ""


def _hint_of_class(element: Any) -> str:
    if element.tag == "figcaption":
        return "caption"
    names = f"{element.get('class', '')} {element.get('itemprop', '')} {element.get('rel', '')}"
    hint = next((hint for hint, pattern in _CLASSES if pattern.search(names)), "")
    # A long part that bears such a name is a wrapper.
    return hint if hint and len(squash(" ".join(element.itertext()))) <= 600 else ""
