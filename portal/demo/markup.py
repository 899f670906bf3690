"""The light markup of the demo texts: paragraphs, headings, lists and named blocks.

Paragraphs are parted by empty lines. A paragraph starting with ``## `` or ``### `` is a heading, lines starting
with ``- `` are a list, ``@name`` stands for the block of that name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Any

_HEADING = re.compile(r"(#{2,3}) (.+)")


class MarkupError(ValueError):
    """A text that cannot be read; the message says where."""


@dataclass(frozen=True)
class Piece:
    """One part of a body: a heading (text, level), rich text (HTML) or a named block (its table)."""

    kind: str
    value: Any


def pieces(text: str, blocks: dict[str, dict[str, Any]]) -> list[Piece]:
    """Return the parts of a text in order; raises MarkupError for an unknown, unused or twice used block."""
    found: list[Piece] = []
    unused = dict(blocks)
    for chunk in re.split(r"\n\s*\n", text.strip()):
        chunk = chunk.strip()
        if not chunk:
            continue
        if chunk.startswith("@"):
            name = chunk[1:]
            if name not in unused:
                raise MarkupError(f"khối @{name} không có hoặc đã dùng")
            block = unused.pop(name)
            found.append(Piece(block["type"], block))
        elif heading := _HEADING.fullmatch(chunk):
            found.append(Piece("heading", {"text": heading[2], "level": str(len(heading[1]))}))
        else:
            _add_text(found, _html(chunk))
    if unused:
        raise MarkupError(f"khối không được dùng: {', '.join(unused)}")
    return found


def _add_text(found: list[Piece], html: str) -> None:
    """Join neighbouring paragraphs into one block of rich text, as an editor would write them."""
    if found and found[-1].kind == "paragraph":
        html = found.pop().value + html
    found.append(Piece("paragraph", html))


def _html(chunk: str) -> str:
    lines = chunk.splitlines()
    if all(line.startswith("- ") for line in lines):
        return "<ul>" + "".join(f"<li>{escape(line[2:], quote=False)}</li>" for line in lines) + "</ul>"
    return f"<p>{escape(' '.join(line.strip() for line in lines), quote=False)}</p>"
