"""How a paragraph of a Word file looks, and what that says it is."""

from __future__ import annotations

import re
from typing import Any

from docx.oxml.ns import qn

from portal.vietnamese.numbers import whole_number

from .shapes import Run

_HEADING = re.compile(r"^(?:heading|tiêu đề|đầu đề|muc|mục)\s*([1-9])$", re.IGNORECASE)
_NAMES: dict[str, dict[str, Any]] = {
    "title": {"kind": "heading", "hint": "title", "level": 1},
    "tiêu đề": {"kind": "heading", "hint": "title", "level": 1},
    "subtitle": {"hint": "lead"},
    "tiêu đề phụ": {"hint": "lead"},
    "sapo": {"hint": "lead"},
    "caption": {"hint": "caption"},
    "chú thích": {"hint": "caption"},
    "chú thích ảnh": {"hint": "caption"},
    "quote": {"kind": "quote"},
    "intense quote": {"kind": "quote"},
}
_ON = (None, "1", "true", "on")
_BULLETS = ("bullet", "none")


class Styles:
    """Styles and numbering of one Word file."""

    def __init__(self, document: Any) -> None:
        self._styles = {
            style.get(qn("w:styleId")): style for style in document.part._styles_part.element.iter(qn("w:style"))
        }
        self._formats = _number_formats(document)

    def look(self, paragraph: Any, runs: list[Run]) -> dict[str, Any]:
        """``kind``, ``hint``, ``level`` and ``ordered`` of a paragraph, as :class:`~.shapes.Line` takes them."""
        properties = paragraph.find(qn("w:pPr"))
        chain = self._chain(_value(properties, "w:pStyle"))
        named = _by_name(chain)
        if named:
            return named
        outline = self._inherited(properties, chain, "w:outlineLvl")
        depth = whole_number(outline)
        if depth is not None and depth < 6:
            return {"kind": "heading", "level": depth + 1}
        listed = self._list(properties, chain)
        return listed or {"hint": _hint(runs, self._inherited(properties, chain, "w:jc"))}

    def emphasis(self, run: Any) -> tuple[bool, bool]:
        """Whether a run is bold and italic by its own marks."""
        properties = run.find(qn("w:rPr"))
        return _flag(properties, "w:b"), _flag(properties, "w:i")

    def _chain(self, style_id: str) -> list[Any]:
        """A style and those it is based on; a loop in the file ends the walk."""
        chain: list[Any] = []
        while style_id in self._styles and self._styles[style_id] not in chain and len(chain) < 12:
            style = self._styles[style_id]
            chain.append(style)
            style_id = _value(style, "w:basedOn")
        return chain

    def _inherited(self, properties: Any, chain: list[Any], name: str) -> str:
        own = _value(properties, name)
        return own or next((value for style in chain if (value := _value(style.find(qn("w:pPr")), name))), "")

    def _list(self, properties: Any, chain: list[Any]) -> dict[str, Any] | None:
        holders = [properties, *(style.find(qn("w:pPr")) for style in chain)]
        for holder in holders:
            numbering = holder.find(qn("w:numPr")) if holder is not None else None
            if numbering is None:
                continue
            number, level = _value(numbering, "w:numId"), _value(numbering, "w:ilvl") or "0"
            if number in ("", "0"):
                return None
            ordered = self._formats.get((number, level), "bullet") not in _BULLETS
            return {"kind": "item", "ordered": ordered, "level": (whole_number(level) or 0) + 1}
        return None


def _by_name(chain: list[Any]) -> dict[str, Any] | None:
    for style in chain:
        name = _value(style, "w:name").strip().lower()
        if match := _HEADING.match(name):
            return {"kind": "heading", "level": int(match[1])}
        if name in _NAMES:
            return dict(_NAMES[name])
    return None


def _hint(runs: list[Run], alignment: str) -> str:
    words = [run for run in runs if run.text.strip()]
    bold = bool(words) and all(run.bold for run in words)
    italic = bool(words) and all(run.italic for run in words)
    if alignment == "center":
        return "banner" if bold else "centred"
    if alignment in ("right", "end"):
        return "right"
    return "bold" if bold else "italic" if italic else ""


def _number_formats(document: Any) -> dict[tuple[str, str], str]:
    """(numId, level) → number format ("bullet", "decimal", …)."""
    try:
        root = document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return {}
    abstract = {
        item.get(qn("w:abstractNumId")): {
            level.get(qn("w:ilvl")): _value(level, "w:numFmt") for level in item.iter(qn("w:lvl"))
        }
        for item in root.iter(qn("w:abstractNum"))
    }
    return {
        (number.get(qn("w:numId")), level): number_format
        for number in root.iter(qn("w:num"))
        for level, number_format in abstract.get(_value(number, "w:abstractNumId"), {}).items()
    }


def _value(holder: Any, name: str) -> str:
    child = holder.find(qn(name)) if holder is not None else None
    return child.get(qn("w:val"), "") if child is not None else ""


def _flag(holder: Any, name: str) -> bool:
    child = holder.find(qn(name)) if holder is not None else None
    return child is not None and child.get(qn("w:val")) in _ON
