"""Parsed blocks → the stored form of an article's body (StreamField data)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from itertools import groupby
from typing import Any

from .shapes import Block, Line

_MAX_ALT = 250


def body_data(blocks: Iterable[Block], image_id: Callable[[Block], int | None]) -> list[dict[str, Any]]:
    """Data for the body. ``image_id`` gives the id of a photo block's stored picture.

    Paragraphs and lists that follow each other share one rich text block, as editors write them.
    """
    data: list[dict[str, Any]] = []
    for is_text, run in groupby(blocks, key=lambda block: block.kind in ("paragraph", "list")):
        if is_text:
            data.append({"type": "paragraph", "value": "".join(map(_rich_block, run))})
        else:
            data += [_single(block, image_id) for block in run]
    return data


def rich_text(line: Line) -> str:
    """The words of a line as safe inline HTML: text is escaped, only b, i, a and br are written."""
    if not line.runs:
        return escape(line.text, quote=False)
    parts = []
    for run in line.runs:
        text = escape(run.text, quote=False).replace("\n", "<br/>")
        text = f"<i>{text}</i>" if run.italic else text
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f'<a href="{escape(run.href)}">{text}</a>' if run.href else text)
    return "".join(parts)


def _rich_block(block: Block) -> str:
    if block.kind == "list":
        tag = "ol" if block.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{rich_text(line)}</li>' for line in block.lines)}</{tag}>"
    return f"<p>{rich_text(block.lines[0])}</p>"


def _single(block: Block, image_id: Callable[[Block], int | None]) -> dict[str, Any]:
    if block.kind == "heading":
        # The page knows two levels below its title.
        return {"type": "heading", "value": {"text": block.lines[0].text, "level": "2" if block.level <= 2 else "3"}}
    if block.kind == "quote":
        return {"type": "quote", "value": {"text": block.lines[0].text, "author": "", "role": ""}}
    if block.kind == "table":
        return {"type": "table", "value": _table(block)}
    alt = block.picture.alt[:_MAX_ALT] if block.picture else ""
    value = {"image": image_id(block), "caption": block.caption, "credit": block.credit, "alt": alt}
    return {"type": "photo", "value": value}


def _table(block: Block) -> dict[str, Any]:
    head, *rows = block.rows
    table = {
        "columns": [{"type": "text", "heading": cell} for cell in head],
        "rows": [{"values": list(row)} for row in rows],
        "caption": "",
    }
    return {"caption": block.caption, "table": table, "note": ""}
