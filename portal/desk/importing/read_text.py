"""Plain text → lines."""

from __future__ import annotations

import re

from portal.base.encoding import decode
from portal.vietnamese.text import normalise, squash

from .shapes import Line, Reading

_LIST_START = re.compile(r"(?:[-–+•*·]\s*\S|\d{1,2}[.)]\s|[a-zđ]\)\s)")


def read_text(data: bytes) -> Reading:
    """Lines of a text file, one per paragraph. Raises :class:`~.shapes.Refusal` on undecodable bytes."""
    groups = _groups(normalise(decode(data)))
    if _is_hard_wrapped(groups):
        groups = [_unwrap(group) for group in groups]
    return Reading([Line(text=line) for group in groups for line in group])


def _groups(text: str) -> list[list[str]]:
    """Paragraph groups: lines between blank lines, each squashed."""
    groups: list[list[str]] = [[]]
    for raw in text.split("\n"):
        line = squash(raw)
        if line:
            groups[-1].append(line)
        elif groups[-1]:
            groups.append([])
    return [group for group in groups if group]


def _is_hard_wrapped(groups: list[list[str]]) -> bool:
    """Whether an editor broke every paragraph at a fixed width (mail, old editors)."""
    inner = [line for group in groups for line in group[:-1]]
    longest = max((len(line) for group in groups for line in group), default=0)
    if len(inner) < 4 or not 50 <= longest <= 120:
        return False
    full = sum(len(line) >= 0.75 * longest and line[-1:] not in ".!?:;" for line in inner)
    return full >= 0.6 * len(inner)


def _unwrap(group: list[str]) -> list[str]:
    width = max(len(line) for line in group)
    lines: list[str] = []
    previous = 0
    for line in group:
        # A line well short of the width ended its paragraph; so does one before a list item.
        if lines and previous >= 0.7 * width and not _LIST_START.match(line):
            lines[-1] += " " + line
        else:
            lines.append(line)
        previous = len(line)
    return lines
